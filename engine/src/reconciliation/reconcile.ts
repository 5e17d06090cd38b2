import type { Account } from '../account/account.ts';
import { isChosenIn } from '../choices/choices.ts';
import type { Policy } from '../policy/policy.ts';
import { standardPolicy } from '../policy/standard-policy.ts';
import { ledgerInvariants } from './ledger-invariants.ts';
import { paymentInvariants } from './payment-invariants.ts';
import { statementInvariants } from './statement-invariants.ts';

/** An invariant that does not hold, and the place where it does not. */
export interface Finding {
  readonly section: number;
  readonly invariant: string;
  readonly message: string;
}

/**
 * Checks every invariant of the billing rules on the ledger, statements and payments of an account that is billed by the policy;
 * nothing is found when all is well.
 */
export function reconcile(account: Account, policy: Policy = standardPolicy): Finding[] {
  const invariants = [...statementInvariants, ...ledgerInvariants, ...paymentInvariants];
  const ofPolicy = invariants.filter(({ onlyWith = {} }) => isChosenIn(policy, onlyWith));
  return ofPolicy.flatMap(({ section, invariant, violations }) =>
    Array.from(violations(account), (message) => ({ section, invariant, message })),
  );
}

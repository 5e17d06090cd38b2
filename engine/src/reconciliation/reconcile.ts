import type { Account } from '../account/account.ts';
import { ledgerInvariants } from './ledger-invariants.ts';
import { paymentInvariants } from './payment-invariants.ts';
import { statementInvariants } from './statement-invariants.ts';

/** An invariant that does not hold, and the place where it does not. */
export interface Finding {
  readonly section: number;
  readonly invariant: string;
  readonly message: string;
}

/** Checks every invariant of the billing rules on an account's ledger, statements and payments; nothing is found when all is well. */
export function reconcile(account: Account): Finding[] {
  const invariants = [...statementInvariants, ...ledgerInvariants, ...paymentInvariants];
  return invariants.flatMap(({ section, invariant, violations }) =>
    Array.from(violations(account), (message) => ({ section, invariant, message })),
  );
}

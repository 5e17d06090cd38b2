import type { AppliedCredit } from '../../model/statement.ts';
import { type Money, sumMoney } from '../../values/money.ts';
import type { AccountCredit, LedgerKind } from '../account.ts';
import { creditsOf } from '../credits-of.ts';
import type { Draft } from './draft.ts';

interface Movement {
  readonly credit: Pick<AccountCredit, 'creditId' | 'type'>;
  readonly kind: LedgerKind;
  /** The amount that moved, in minor units, positive. */
  readonly amount: Money;
  /** The credit's balance after the movement. */
  readonly balance: Money;
  readonly statementId?: string;
}

/** Adds an entry for a movement of a credit's balance. */
export function enterLedger(draft: Draft, { credit, ...movement }: Movement): void {
  const { creditId, type } = credit;
  draft.add({
    type: 'ledgerEntered',
    entry: { entryId: draft.id('entry'), creditId, type, ...movement, at: draft.now },
  });
}

/**
 * Adds a credit with all that it is worth. Throws `AMOUNT_OUT_OF_RANGE` when the account's credits in that currency together
 * would be beyond the largest amount of money.
 */
export function addCredit(draft: Draft, terms: NewCredit, kind: 'GRANT' | 'REFUND'): AccountCredit {
  const { granted } = terms;
  sumMoney([draft.account.granted.get(terms.currency) ?? 0, granted]);
  const credit = { ...terms, creditId: draft.id('credit'), grantedAt: draft.now, balance: 0 };
  draft.add({ type: 'creditGranted', credit });
  enterLedger(draft, { credit, kind, amount: granted, balance: granted });
  return { ...credit, balance: granted };
}

type NewCredit = Omit<AccountCredit, 'creditId' | 'grantedAt' | 'balance'>;

/**
 * Gives back the amounts that a statement used, in the order of granting. A credit that has ended since keeps nothing of its
 * amount (§9).
 */
export function giveBack(draft: Draft, used: readonly AppliedCredit[], statementId: string): void {
  const amounts = new Map(used.map(({ creditId, amountApplied }) => [creditId, amountApplied]));
  for (const credit of creditsOf(draft.account, amounts.keys())) {
    const amount = amounts.get(credit.creditId) ?? 0;
    enterLedger(draft, { credit, kind: 'GIVE_BACK', amount, balance: credit.balance + amount, statementId });
    if (credit.ended) enterLedger(draft, { credit, kind: credit.ended, amount, balance: credit.balance, statementId });
  }
}

/** Uses credits as a statement says. */
export function use(draft: Draft, applied: readonly AppliedCredit[], statementId: string): void {
  for (const { amountApplied: amount, remainingBalance: balance, ...credit } of applied) {
    enterLedger(draft, { credit, kind: 'USE', amount, balance, statementId });
  }
}

import type { Account, LedgerEntry, LedgerKind } from '../account/account.ts';
import type { Money } from '../values/money.ts';
import type { Invariant } from './invariant.ts';

/** Which way an entry moves its credit's balance. */
const signs: Readonly<Record<LedgerKind, 1 | -1>> = {
  GRANT: 1,
  REFUND: 1,
  GIVE_BACK: 1,
  USE: -1,
  EXPIRE: -1,
  CANCEL: -1,
};

export const ledgerInvariants: readonly Invariant[] = [
  {
    section: 9,
    invariant: 'a balance is what was granted and given back without what was used, expired and cancelled',
    violations: wrongBalances,
  },
  { section: 9, invariant: 'no balance is below 0', violations: negativeBalances },
  { section: 9, invariant: 'what is granted is what the ledger says', violations: wrongGrants },
  { section: 9, invariant: 'a statement used what the ledger says', violations: wrongUses },
];

function* wrongBalances({ credits, ledger }: Account): Generator<string> {
  const balances = new Map<string, Money>();
  for (const { entryId, creditId, kind, amount, balance } of ledger) {
    const now = (balances.get(creditId) ?? 0) + signs[kind] * amount;
    balances.set(creditId, now);
    if (now !== balance)
      yield `After the entry ${entryId} the credit ${creditId} has ${now}, and the entry says ${balance}.`;
  }
  for (const { creditId, balance } of credits.values()) {
    const now = balances.get(creditId) ?? 0;
    if (now !== balance) yield `The credit ${creditId} has ${balance}, and its entries come to ${now}.`;
  }
}

function* negativeBalances({ credits }: Account): Generator<string> {
  for (const { creditId, balance } of credits.values()) {
    if (balance < 0) yield `The credit ${creditId} has ${balance}.`;
  }
}

function* wrongGrants({ credits, ledger }: Account): Generator<string> {
  for (const { creditId, granted } of credits.values()) {
    const entries = ledger.filter((entry) => entry.creditId === creditId && isGrant(entry));
    const sum = entries.reduce((all, { amount }) => all + amount, 0);
    if (sum !== granted) yield `The credit ${creditId} was granted ${granted}, and its entries come to ${sum}.`;
  }
}

function isGrant({ kind }: LedgerEntry): boolean {
  return kind === 'GRANT' || kind === 'REFUND';
}

function* wrongUses({ bills, ledger, credits }: Account): Generator<string> {
  for (const { month, statementId, statement } of bills.values()) {
    const ofStatement = ledger.filter((entry) => entry.statementId === statementId);
    for (const creditId of credits.keys()) {
      const printed = statement.appliedCredits.find((applied) => applied.creditId === creditId)?.amountApplied ?? 0;
      const entered = usedOf(creditId, ofStatement);
      if (printed !== entered)
        yield `The statement of ${month} used ${printed} of ${creditId}, the ledger says ${entered}.`;
    }
  }
}

function usedOf(creditId: string, entries: readonly LedgerEntry[]): Money {
  const moved = entries.filter(
    (entry) => entry.creditId === creditId && (entry.kind === 'USE' || entry.kind === 'GIVE_BACK'),
  );
  return moved.reduce((used, { kind, amount }) => used - signs[kind] * amount, 0);
}

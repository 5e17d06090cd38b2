import type { Account, LedgerKind } from '../account/account.ts';
import type { Money } from '../values/money.ts';
import type { Invariant } from './invariant.ts';
import { Sums } from './sums.ts';

/** The direction in which an entry moves its credit's balance. */
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
    invariant: 'a balance is what was granted and given back, less what was used, expired and cancelled',
    violations: wrongBalances,
  },
  { section: 9, invariant: 'no balance is below 0', violations: negativeBalances },
  {
    section: 9,
    invariant: 'the granted amount of a credit is the sum of its grants in the ledger',
    violations: wrongGrants,
  },
  { section: 9, invariant: 'the credits of a statement are those that the ledger says it used', violations: wrongUses },
];

function* wrongBalances({ credits, ledger }: Account): Generator<string> {
  const balances = new Map<string, Money>();
  for (const { entryId, creditId, kind, amount, balance } of ledger) {
    const now = (balances.get(creditId) ?? 0) + signs[kind] * amount;
    balances.set(creditId, now);
    if (now !== balance)
      yield `After the entry ${entryId} the credit ${creditId} has ${now}, but the entry says ${balance}.`;
  }
  for (const { creditId, balance } of credits.values()) {
    const now = balances.get(creditId) ?? 0;
    if (now !== balance) yield `The credit ${creditId} has ${balance}, but its entries come to ${now}.`;
  }
}

function* negativeBalances({ credits }: Account): Generator<string> {
  for (const { creditId, balance } of credits.values()) {
    if (balance < 0) yield `The credit ${creditId} has ${balance}.`;
  }
}

function* wrongGrants({ credits, ledger }: Account): Generator<string> {
  const entered = new Sums();
  for (const { creditId, kind, amount } of ledger) if (grants.has(kind)) entered.add(creditId, amount);
  for (const { creditId, granted } of credits.values()) {
    const sum = entered.of(creditId);
    if (sum !== granted) yield `The credit ${creditId} was granted ${granted}, but its entries come to ${sum}.`;
  }
}

const grants: ReadonlySet<LedgerKind> = new Set(['GRANT', 'REFUND']);

function* wrongUses({ bills, ledger }: Account): Generator<string> {
  const entered = usesByStatement(ledger);
  for (const { month, statementId, statement } of bills.values()) {
    const printed = new Sums();
    for (const { creditId, amountApplied } of statement.appliedCredits) printed.add(creditId, amountApplied);
    const ofStatement = entered.get(statementId) ?? new Sums();
    for (const creditId of new Set([...printed.keys(), ...ofStatement.keys()])) {
      const [used, written] = [printed.of(creditId), ofStatement.of(creditId)];
      if (used !== written)
        yield `The statement of ${month} used ${used} of ${creditId}, but the ledger says ${written}.`;
    }
  }
}

/** The amount that, by the ledger, each statement used of each credit, less the amount that it gave back. */
function usesByStatement(ledger: Account['ledger']): ReadonlyMap<string, Sums> {
  const uses = new Map<string, Sums>();
  for (const { statementId, creditId, kind, amount } of ledger) {
    if (statementId === undefined || (kind !== 'USE' && kind !== 'GIVE_BACK')) continue;
    const ofStatement = uses.get(statementId) ?? new Sums();
    ofStatement.add(creditId, -signs[kind] * amount);
    uses.set(statementId, ofStatement);
  }
  return uses;
}

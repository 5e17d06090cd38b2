import type { Account } from '../account/account.ts';
import type { Statement } from '../model/statement.ts';
import type { Month } from '../values/calendar.ts';
import type { Money } from '../values/money.ts';
import type { Invariant } from './invariant.ts';

/** A total, and the figures of the same statement that it has to be the sum of. */
interface Footing {
  readonly section: number;
  readonly invariant: string;
  readonly total: (statement: Statement) => Money;
  readonly parts: (statement: Statement) => readonly Money[];
}

const footings: readonly Footing[] = [
  {
    section: 4,
    invariant: 'usageAmount is the sum of the line items',
    total: ({ usageAmount }) => usageAmount,
    parts: ({ lineItems }) => lineItems.map(({ amount }) => amount),
  },
  {
    section: 4,
    invariant: 'contractDiscount is the sum of the line items’ discounts',
    total: ({ contractDiscount }) => contractDiscount,
    parts: ({ lineItems }) => lineItems.map(({ discount }) => discount),
  },
  {
    section: 4,
    invariant: 'the net amounts are the amounts less their discounts',
    total: ({ usageAmount, contractDiscount }) => usageAmount - contractDiscount,
    parts: ({ lineItems }) => lineItems.map(({ netAmount }) => netAmount),
  },
  {
    section: 4,
    invariant: 'subtotal is usage less the discount, plus base fee and minimum commitment',
    total: ({ subtotal }) => subtotal,
    parts: ({ usageAmount, contractDiscount, baseFee, minimumCommitment }) => [
      usageAmount,
      -contractDiscount,
      baseFee,
      minimumCommitment,
    ],
  },
  {
    section: 5,
    invariant: 'adjustmentTotal is the sum of the adjustments',
    total: ({ adjustmentTotal }) => adjustmentTotal,
    parts: ({ appliedAdjustments }) => appliedAdjustments.map(({ amount }) => amount),
  },
  {
    section: 6,
    invariant: 'creditApplied is the sum of the credits used',
    total: ({ creditApplied }) => creditApplied,
    parts: ({ appliedCredits }) => appliedCredits.map(({ amountApplied }) => amountApplied),
  },
  {
    section: 6,
    invariant: 'charge is subtotal plus adjustments, less credits',
    total: ({ charge }) => charge,
    parts: ({ subtotal, adjustmentTotal, creditApplied }) => [subtotal, adjustmentTotal, -creditApplied],
  },
  {
    section: 8,
    invariant: 'totalAmount is the sum of charge, tax, unpaid amount and late fee',
    total: ({ totalAmount }) => totalAmount,
    parts: ({ charge, vat, unpaidAmount, lateFee }) => [charge, vat, unpaidAmount, lateFee],
  },
];

export const statementInvariants: readonly Invariant[] = [
  ...footings.map(({ section, invariant, total, parts }) => ({
    section,
    invariant,
    violations: (account: Account) =>
      ofStatements(account, (statement) => footingError(total(statement), parts(statement))),
  })),
  {
    section: 8,
    invariant: 'no figure is below 0',
    violations: (account) =>
      ofStatements(account, ({ charge, vat, lateFee, unpaidAmount }) => {
        const lowest = Math.min(charge, vat, lateFee, unpaidAmount);
        return lowest < 0 ? `a figure is ${lowest}` : undefined;
      }),
  },
  {
    section: 8,
    invariant: 'a late fee is charged once per month owed',
    onlyWith: { lateFee: 'ONCE' },
    violations: feesChargedTwice,
  },
];

function* ofStatements({ bills }: Account, error: (statement: Statement) => string | undefined): Generator<string> {
  for (const { month, statement } of bills.values()) {
    const found = error(statement);
    if (found !== undefined) yield `The statement of ${month}: ${found}.`;
  }
}

function footingError(total: Money, parts: readonly Money[]): string | undefined {
  const sum = parts.reduce((all, part) => all + part, 0);
  return sum === total ? undefined : `it is ${total}, but the sum is ${sum}`;
}

function* feesChargedTwice({ bills, lateFees }: Account): Generator<string> {
  const chargedBy = new Map<Month, Month>();
  for (const { month, statement } of bills.values()) {
    for (const owed of statement.lateFeeMonths) {
      const other = chargedBy.get(owed);
      if (other !== undefined) yield `${owed} bears a late fee on the statements of ${other} and ${month}.`;
      if (lateFees.get(owed) !== month)
        yield `${owed} bears a late fee on the statement of ${month}, but the account has no record of it.`;
      chargedBy.set(owed, month);
    }
  }
}

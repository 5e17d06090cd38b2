import type { Statement } from '@billing-testkit/contracts';

/** A total of a statement that is not the sum of its parts. Amounts are in minor units of the currency. */
export interface BrokenSum {
  /** The total, such as `usageAmount`. */
  readonly figure: string;
  /** Its parts, in words. */
  readonly parts: string;
  /** The sum of the parts. */
  readonly sum: number;
  /** The total that the statement prints. */
  readonly says: number;
}

interface Sum {
  readonly figure: keyof Statement;
  readonly parts: string;
  readonly amounts: (statement: Statement) => readonly number[];
}

/** The sums that the billing rules promise, in the order of the steps. */
const sums: readonly Sum[] = [
  {
    figure: 'usageAmount',
    parts: 'amounts of the lines',
    amounts: ({ lineItems }) => lineItems.map(({ amount }) => amount),
  },
  {
    figure: 'contractDiscount',
    parts: 'discounts of the lines',
    amounts: ({ lineItems }) => lineItems.map(({ discount }) => discount),
  },
  {
    figure: 'subtotal',
    parts: 'usageAmount − contractDiscount + baseFee + minimumCommitment',
    amounts: ({ usageAmount, contractDiscount, baseFee, minimumCommitment }) => [
      usageAmount,
      -contractDiscount,
      baseFee,
      minimumCommitment,
    ],
  },
  {
    figure: 'adjustmentTotal',
    parts: 'amounts of the adjustments',
    amounts: ({ appliedAdjustments }) => appliedAdjustments.map(({ amount }) => amount),
  },
  {
    figure: 'creditApplied',
    parts: 'amounts of the credits',
    amounts: ({ appliedCredits }) => appliedCredits.map(({ amountApplied }) => amountApplied),
  },
  {
    figure: 'charge',
    parts: 'subtotal + adjustmentTotal − creditApplied',
    amounts: ({ subtotal, adjustmentTotal, creditApplied }) => [subtotal, adjustmentTotal, -creditApplied],
  },
  {
    figure: 'totalAmount',
    parts: 'charge + vat + unpaidAmount + lateFee',
    amounts: ({ charge, vat, unpaidAmount, lateFee }) => [charge, vat, unpaidAmount, lateFee],
  },
];

/** The lists of a statement whose items have the parts of its totals. */
const lists = ['lineItems', 'appliedAdjustments', 'appliedCredits'] as const;

/**
 * The totals of a statement that are not the sum of their parts, in the order of the billing rules; none when it is right.
 *
 * @throws TypeError when there is no statement, such as the first of a month that has none.
 */
export function brokenSums(statement: Statement | undefined): BrokenSum[] {
  assertIsStatement(statement);
  const ofLines = statement.lineItems.flatMap(({ amount, discount, netAmount }, index) => {
    const figure = `lineItems[${index}].netAmount`;
    return checked({ figure, parts: 'amount − discount', sum: amount - discount, says: netAmount });
  });
  const ofTotals = sums.flatMap(({ figure, parts, amounts }) => {
    const sum = amounts(statement).reduce((total, amount) => total + amount, 0);
    return checked({ figure, parts, sum, says: Number(statement[figure]) });
  });
  return [...ofLines, ...ofTotals];
}

function assertIsStatement(value: Statement | undefined): asserts value is Statement {
  assertIsThere(value);
  for (const list of lists) {
    if (!isListOfObjects(value[list])) throw new TypeError(`This is no statement: it has no list of ${list}.`);
  }
}

/** Throws a `TypeError` when there is no object that could be a statement. */
export function assertIsThere(value: unknown): asserts value is object {
  if (typeof value !== 'object' || value === null)
    throw new TypeError(`There is no statement: it is ${String(value)}.`);
}

function isListOfObjects(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'object' && item !== null);
}

function checked(sum: BrokenSum): BrokenSum[] {
  return sum.sum === sum.says ? [] : [sum];
}

/** A message that tells the sums that do not add up, a line for each. */
export function footMessage(broken: readonly BrokenSum[]): string {
  const lines = broken.map(
    ({ figure, parts, sum, says }) => `  ${figure}: the ${parts} add up to ${sum}, it says ${says}`,
  );
  return ['The statement does not foot:', ...lines].join('\n');
}

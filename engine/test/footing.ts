import type { Statement } from '../src/index.ts';

/** The sum of amounts. It is rounded once, also where it is too large for a float to count every unit. */
export function sum(amounts: readonly number[]): number {
  return Number(amounts.reduce((total, amount) => total + BigInt(amount), 0n));
}

/** The totals that a statement must have, by the lines printed above them. */
export function totalsByLines(statement: Statement) {
  const { lineItems, appliedAdjustments, appliedCredits } = statement;
  const { usageAmount, contractDiscount, baseFee, minimumCommitment } = statement;
  const discounts = appliedAdjustments.filter(({ type }) => type.endsWith('DISCOUNT'));
  return {
    lineItems: lineItems.map((line) => ({ ...line, netAmount: line.amount - line.discount })),
    usageAmount: sum(lineItems.map(({ amount }) => amount)),
    contractDiscount: sum(lineItems.map(({ discount }) => discount)),
    subtotal: sum([usageAmount, -contractDiscount, baseFee, minimumCommitment]),
    adjustmentTotal: sum(appliedAdjustments.map(({ amount }) => amount)),
    discount: sum([contractDiscount, ...discounts.map(({ amount }) => -amount)]),
    creditApplied: sum(appliedCredits.map(({ amountApplied }) => amountApplied)),
    charge: sum([statement.subtotal, statement.adjustmentTotal, -statement.creditApplied]),
    totalAmount: sum([statement.charge, statement.vat, statement.unpaidAmount, statement.lateFee]),
  };
}

/** Every amount of a statement that can't be below 0. */
export function amountsOf(statement: Statement): number[] {
  const { usageAmount, contractDiscount, baseFee, minimumCommitment, subtotal, discount } = statement;
  const { creditApplied, charge, vat, unpaidAmount, lateFee, totalAmount } = statement;
  const lines = statement.lineItems.flatMap((line) => [line.amount, line.discount, line.netAmount]);
  const credits = statement.appliedCredits.flatMap((used) => [used.amountApplied, used.remainingBalance]);
  const ofUsage = [usageAmount, contractDiscount, baseFee, minimumCommitment, subtotal, discount];
  return [...ofUsage, creditApplied, charge, vat, unpaidAmount, lateFee, totalAmount, ...lines, ...credits];
}

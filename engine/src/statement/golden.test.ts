import { expect, test } from 'vitest';
import { goldenBills } from '../../test/golden-bills.ts';
import { calculateStatement, type StatementInput } from '../index.ts';

test('there are 400 golden cases', () => {
  expect(goldenBills).toHaveLength(400);
});

test.each(goldenBills.map(({ input, expected }, index) => ({ index, input, expected })))(
  'golden case $index: $input.member $input.month',
  ({ input, expected }) => {
    expect(figuresOf(input)).toEqual(expected);
  },
);

function figuresOf(input: StatementInput) {
  const bill = calculateStatement(input);
  return {
    currency: bill.currency,
    lines: bill.lineItems.map(({ projectId, counterName, amount, discount, netAmount }) => ({
      project: projectId,
      counter: counterName,
      amount,
      discount,
      net: netAmount,
    })),
    usageAmount: bill.usageAmount,
    contractDiscount: bill.contractDiscount,
    baseFee: bill.baseFee,
    minimumCommitment: bill.minimumCommitment,
    subtotal: bill.subtotal,
    adjustments: bill.appliedAdjustments.map(({ adjustmentId, targetId, baseAmount, amount }) => ({
      id: adjustmentId,
      base: baseAmount,
      amount,
      target: targetId,
    })),
    adjustmentTotal: bill.adjustmentTotal,
    credits: bill.appliedCredits.map(({ creditId, amountApplied, remainingBalance }) => ({
      id: creditId,
      amount: amountApplied,
      remaining: remainingBalance,
    })),
    creditApplied: bill.creditApplied,
    charge: bill.charge,
    vat: bill.vat,
    unpaidAmount: bill.unpaidAmount,
    lateFee: bill.lateFee,
    totalAmount: bill.totalAmount,
  };
}

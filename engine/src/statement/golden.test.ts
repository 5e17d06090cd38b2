import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type AdjustmentLevel, calculateStatement, type StatementInput } from '../index.ts';

/** A bill computed by an implementation of the rules that shares no code with this one, in exact fractions. */
interface GoldenCase {
  input: {
    member: string;
    month: string;
    readings: GoldenReading[];
    contract: GoldenContract | null;
    adjustments: GoldenAdjustment[];
    credits: GoldenCredit[];
    carried: NonNullable<StatementInput['carried']>;
  };
  expected: Record<string, unknown>;
}

type Readings = NonNullable<StatementInput['readings']>[number];
type GoldenReading = { project: string; counter: string; type: Readings['counterType']; unit: string } & {
  volume: string;
  timestamp: string;
  resource: string;
};
type Terms = NonNullable<StatementInput['contracts']>[number]['contract'];
type Pricing = NonNullable<Terms['prices']>[number]['pricing'];
type GoldenContract = Omit<Terms, 'prices'> & { prices: Record<string, Pricing> };
type Adjustment = NonNullable<StatementInput['adjustments']>[number];
type GoldenAdjustment = Pick<Adjustment, 'type' | 'value' | 'priority'> & {
  id: string;
  scope: AdjustmentLevel;
  target: string;
};
type Credit = NonNullable<StatementInput['credits']>[number];
type GoldenCredit = { id: string; type: Credit['type']; balance: number; validFrom: string; expires: string };

const cases: GoldenCase[] = JSON.parse(readFileSync(new URL('../../golden/statements.json', import.meta.url), 'utf8'));

test('there are 400 golden cases', () => {
  expect(cases).toHaveLength(400);
});

test.each(cases.map(({ input, expected }, index) => ({ index, input, expected })))(
  'golden case $index: $input.member $input.month',
  ({ input, expected }) => {
    expect(figuresOf(toStatementInput(input))).toEqual(expected);
  },
);

function toStatementInput({ member, month, readings, contract, adjustments, credits, carried }: GoldenCase['input']) {
  return {
    member,
    month,
    readings: readings.map(({ project, counter, type, unit, volume, timestamp, resource }) => ({
      projectId: project,
      counterName: counter,
      counterType: type,
      unit,
      volume,
      timestamp,
      resourceId: resource,
    })),
    contracts: contract ? [{ monthFrom: month, contract: toTerms(contract) }] : [],
    adjustments: adjustments.map(({ id, scope, target, ...adjustment }) => ({
      ...adjustment,
      adjustmentId: id,
      level: scope,
      targetId: target,
    })),
    credits: credits.map(({ id, expires, ...credit }) => ({ ...credit, creditId: id, expiresOn: expires })),
    carried,
  };
}

function toTerms({ prices, ...terms }: GoldenContract): Terms {
  return { ...terms, prices: Object.entries(prices).map(([counterName, pricing]) => ({ counterName, pricing })) };
}

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

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { policyWith } from '../../test/policy-with.ts';
import { calculateStatement, choices, type Policy, type RuleChoices, type StatementInput } from '../index.ts';

/** A bill by chosen rules, computed in exact fractions by an implementation that shares no code with this one. */
interface GoldenCase {
  readonly rules: RuleChoices;
  readonly input: StatementInput;
  readonly expected: unknown;
}

const cases: readonly GoldenCase[] = JSON.parse(
  readFileSync(new URL('../../golden/choices.json', import.meta.url), 'utf8'),
);

test('there are 100 golden bills by chosen rules', () => {
  expect(cases).toHaveLength(100);
});

test.each(cases.map((golden, index) => ({ index, ...golden })))(
  'golden bill $index by $rules',
  ({ rules, input, expected }) => {
    expect(figuresOf(input, policyWith(rules))).toEqual(expected);
  },
);

test('each alternative makes another bill of some golden case', () => {
  const shown = new Set<string>();
  for (const { rules, input } of cases) {
    const right = JSON.stringify(figuresOf(input, policyWith(rules)));
    for (const { name, alternatives } of choices) {
      for (const alternative of alternatives.filter((other) => !shown.has(other.defect))) {
        const wrong = figuresOf(input, policyWith({ ...rules, [name]: alternative.name }));
        if (JSON.stringify(wrong) !== right) shown.add(alternative.defect);
      }
    }
  }
  const all = choices.flatMap(({ alternatives }) => alternatives.map(({ defect }) => defect));
  expect(all.filter((defect) => !shown.has(defect))).toEqual([]);
});

function figuresOf(input: StatementInput, policy: Policy) {
  const bill = calculateStatement(input, { policy });
  const { usageAmount, contractDiscount, baseFee, minimumCommitment, subtotal, charge, vat } = bill;
  const { unpaidAmount, lateFee, lateFeeMonths, totalAmount } = bill;
  return {
    lines: bill.lineItems.map(({ projectId, counterName, amount, discount }) => ({
      project: projectId,
      counter: counterName,
      amount,
      discount,
    })),
    adjustments: bill.appliedAdjustments.map(({ adjustmentId, baseAmount, amount }) => ({
      id: adjustmentId,
      base: baseAmount,
      amount,
    })),
    credits: bill.appliedCredits.map(({ creditId, amountApplied }) => ({ id: creditId, amount: amountApplied })),
    usageAmount,
    contractDiscount,
    baseFee,
    minimumCommitment,
    subtotal,
    charge,
    vat,
    unpaidAmount,
    lateFee,
    lateFeeMonths,
    totalAmount,
  };
}

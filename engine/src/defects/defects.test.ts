import { describe, expect, test } from 'vitest';
import { adjustment, bill, credit, owed, reading } from '../../test/bills.ts';
import { goldenBills } from '../../test/golden-bills.ts';
import { payment, TestAccount } from '../../test/test-account.ts';
import { wrongAdjustments } from '../../test/wrong-bills/adjustments.ts';
import { wrongContracts } from '../../test/wrong-bills/contracts.ts';
import { wrongCredits } from '../../test/wrong-bills/credits.ts';
import { wrongPrices } from '../../test/wrong-bills/prices.ts';
import { wrongTaxAndBalances } from '../../test/wrong-bills/tax-and-carry.ts';
import { wrongUsage } from '../../test/wrong-bills/usage.ts';
import { usage } from '../../test/wrong-bills/wrong-bill.ts';
import {
  calculateStatement,
  canCombine,
  type Defect,
  defectNamed,
  defects,
  rulesWith,
  type Statement,
  standardRules,
  sumMoney,
} from '../index.ts';

const wrongBills = [
  ...wrongUsage,
  ...wrongPrices,
  ...wrongContracts,
  ...wrongAdjustments,
  ...wrongCredits,
  ...wrongTaxAndBalances,
];

/** All of them would take most of the time of the engine's tests. */
const someBills = goldenBills.filter((_, index) => index % 8 === 0);

/** The totals of a statement, by name. */
function totalsOf({ usageAmount, subtotal, charge, vat, totalAmount }: Statement) {
  return { usageAmount, subtotal, charge, vat, totalAmount };
}

/** The totals, added up from the lines that they are sums of. Tax is no sum of lines. */
function sumsOf(statement: Statement): ReturnType<typeof totalsOf> {
  const { usageAmount, contractDiscount, baseFee, minimumCommitment, subtotal, vat } = statement;
  const { adjustmentTotal, creditApplied, charge, unpaidAmount, lateFee } = statement;
  return {
    usageAmount: sumMoney(statement.lineItems.map(({ amount }) => amount)),
    subtotal: usageAmount - contractDiscount + baseFee + minimumCommitment,
    charge: subtotal + adjustmentTotal - creditApplied,
    vat,
    totalAmount: charge + vat + unpaidAmount + lateFee,
  };
}

function named(name: string): Defect {
  const defect = defectNamed(name);
  if (!defect) throw new Error(`There is no defect ${name}.`);
  return defect;
}

test.each(wrongBills)('$defect makes $right $wrong', ({ defect, figureBy, right, wrong }) => {
  expect(figureBy(standardRules)).toEqual(right);
  expect(figureBy(rulesWith([named(defect)]))).toEqual(wrong);
});

describe('the defects', () => {
  test('all have a bill that shows them', () => {
    expect(wrongBills.map(({ defect }) => defect).sort()).toEqual(defects.map(({ name }) => name).sort());
  });

  test('have names of their own, in kebab-case', () => {
    const names = defects.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z0-9]+(?:-[a-z0-9]+)+$/.test(name))).toEqual([]);
    expect(defectNamed('toString')).toBeUndefined();
  });

  test('are told in sentences, in the order of the sections that they break', () => {
    for (const { sentence, rule } of defects) for (const told of [sentence, rule]) expect(told).toMatch(/^[A-Z].+\.$/);
    const sections = defects.map(({ section }) => section);
    expect(sections).toEqual(sections.toSorted((a, b) => a - b));
  });

  test('are told apart by these bills', () => {
    const engines = [[], ...defects.map((defect) => [defect])].map((wrong) => rulesWith(wrong));
    const seen = engines.map((rules) => JSON.stringify(wrongBills.map(({ figureBy }) => figureBy(rules))));
    expect(new Set(seen).size).toBe(defects.length + 1);
  });

  test.each(defects)('$name bills no usage', ({ rules }) => {
    const nothing = { readings: [reading({ volume: 0 })] };
    expect(bill(nothing, { rules: { ...standardRules, ...rules } }).totalAmount).toBe(0);
  });

  test.each(defects)('$name bills whatever is billed, in whole minor units that add up', ({ name }) => {
    const rules = rulesWith([named(name)]);
    for (const { input } of someBills) {
      const statement = calculateStatement(input, { rules });
      expect(Object.values(totalsOf(statement)).filter((total) => !Number.isSafeInteger(total))).toEqual([]);
      expect(totalsOf(statement)).toEqual(sumsOf(statement));
    }
  });
});

describe('two defects', () => {
  const [early, late] = [named('tax-before-credits'), named('late-fee-on-late-fee')];

  test('combine when they replace different rules', () => {
    expect(canCombine(early, late)).toBe(true);
    expect(canCombine(late, early)).toBe(true);
    expect(canCombine(early, named('tax-on-carried-balance'))).toBe(true);
    expect(canCombine(early, named('tax-before-adjustments'))).toBe(false);
    expect(canCombine(named('rate-discount-rounded-down'), named('float-percentages'))).toBe(false);
    expect(canCombine(named('float-percentages'), named('rate-discount-rounded-down'))).toBe(false);
    expect(defects.filter((defect) => canCombine(defect, defect))).toEqual([]);
  });

  test('make an engine that is wrong in both ways', () => {
    const input = {
      readings: usage(1_005),
      credits: [credit({ balance: 400 })],
      carried: [owed({ month: '2025-01', charge: 1_000, vat: 100, lateFee: 50, isOverdue: true })],
    };
    const figuresBy = (...wrong: Defect[]) => {
      const { vat, lateFee } = bill(input, { rules: rulesWith(wrong) });
      return { vat, lateFee };
    };
    expect(figuresBy()).toEqual({ vat: 60, lateFee: 55 });
    expect(figuresBy(early)).toEqual({ vat: 100, lateFee: 55 });
    expect(figuresBy(late)).toEqual({ vat: 60, lateFee: 58 });
    expect(figuresBy(early, late)).toEqual({ vat: 100, lateFee: 58 });
    expect(figuresBy(late, early)).toEqual({ vat: 100, lateFee: 58 });
  });

  test('that replace the same rule are the later one', () => {
    const before = named('tax-before-adjustments');
    const adjusted = {
      readings: usage(1_000),
      adjustments: [adjustment({ value: '500' })],
      credits: [credit({ balance: 200 })],
    };
    const vatBy = (...wrong: Defect[]) => bill(adjusted, { rules: rulesWith(wrong) }).vat;
    expect([vatBy(), vatBy(early, before), vatBy(before, early)]).toEqual([130, 100, 150]);
  });
});

test('an account goes on after a negative bill, which uses no credits and is not paid', () => {
  const acme = new TestAccount({ rules: rulesWith([named('fixed-discount-below-zero')]) });
  const creditId = acme.grant(1_000);
  acme.adjust({ type: 'FIXED_DISCOUNT', value: '1500', monthTo: '2025-03' });
  expect(acme.bill('2025-03', 1_000)).toMatchObject({ charge: -500, appliedCredits: [], totalAmount: -500 });
  expect(acme.balance(creditId)).toBe(1_000);
  expect(acme.refusal(payment('2025-03')).code).toBe('INVALID_TRANSITION');
  expect(acme.bill('2025-04', 1_200)).toMatchObject({ creditApplied: 1_000, unpaidAmount: 0, totalAmount: 200 });
});

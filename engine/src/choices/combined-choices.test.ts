import { expect, test } from 'vitest';
import { adjustment, bill, credit, reading, underContract } from '../../test/bills.ts';
import { policyWith } from '../../test/policy-with.ts';
import {
  defectNamed,
  defectsOf,
  type RuleChoices,
  ruleInsteadOf,
  rulesOf,
  type Statement,
  type StatementInput,
} from '../index.ts';

const billBy = (rules: RuleChoices, input: Partial<StatementInput>) => bill(input, { policy: policyWith(rules) });

const amounts = ({ lineItems }: Statement) => lineItems.map(({ amount }) => amount);

// The first 100 are free, the next 900 cost 90 each.
const traffic = (projectId: string, volume: string) =>
  reading({ counterName: 'network.traffic.out', unit: 'GB', projectId, volume });

test('each project alone, rounded down for each reading', () => {
  // 0.7 × 90 = 63, of which 50.35 of 100.7 GB are 31.5; 0.5 × 90 = 45
  const readings = [traffic('p-a', '50.35'), traffic('p-a', '50.35'), traffic('p-b', '100.5')];
  expect(amounts(billBy({ tiers: 'PROJECT_ALONE', roundedPer: 'READING', rounding: 'DOWN' }, { readings }))).toEqual([
    62, 45,
  ]);
  expect(amounts(billBy({ tiers: 'PROJECT_ALONE', roundedPer: 'READING', rounding: 'UP' }, { readings }))).toEqual([
    64, 45,
  ]);
  expect(amounts(billBy({ tiers: 'PROJECT_ALONE' }, { readings }))).toEqual([63, 45]);
  // 101.2 × 90 = 9108, shared out 100.7 to 100.5
  expect(amounts(billBy({}, { readings }))).toEqual([4_559, 4_549]);
});

test('tiers of each project, rounded for each project, and what is left over to the last', () => {
  // 20 × 90 and 10.55 × 90 = 2749.5, of which 120 to 110.55: 1431.09 and 1318.40
  const readings = [traffic('p-a', '120'), traffic('p-b', '110.55')];
  expect(amounts(billBy({ tiers: 'PROJECT', roundedPer: 'PROJECT', shares: 'LAST' }, { readings }))).toEqual([
    1_430, 1_319,
  ]);
});

const taxed: Partial<StatementInput> = {
  readings: ['p-a', 'p-b'].map((projectId) => reading({ projectId, volume: 15 })),
  contracts: underContract({ baseFee: 19 }),
  adjustments: [adjustment({ type: 'FIXED_DISCOUNT', value: 12 })],
  credits: [credit({ balance: 1_000 })],
};

test('tax of each line, before credits or adjustments', () => {
  // 1 + 1 + 1 − 1; 1 + 1 + 1; 10 % of 37 and 49
  expect(billBy({ taxRoundedPer: 'LINE', taxOn: 'BEFORE_CREDITS' }, taxed)).toMatchObject({ charge: 0, vat: 2 });
  expect(billBy({ taxRoundedPer: 'LINE', taxOn: 'BEFORE_ADJUSTMENTS' }, taxed)).toMatchObject({ charge: 0, vat: 3 });
  expect(billBy({ taxOn: 'BEFORE_CREDITS' }, taxed)).toMatchObject({ charge: 0, vat: 3, totalAmount: 3 });
  expect(billBy({ taxOn: 'BEFORE_ADJUSTMENTS' }, taxed)).toMatchObject({ charge: 0, vat: 4, totalAmount: 4 });
});

test('adjustments that add up take no more than there is, of a project and of the bill', () => {
  const onProject = (projectId: string, value: number) =>
    adjustment({ adjustmentId: projectId, level: 'PROJECT', targetId: projectId, type: 'RATE_DISCOUNT', value });
  const input = {
    readings: ['p-a', 'p-b'].map((projectId) => reading({ projectId, volume: 500 })),
    adjustments: [
      adjustment({ adjustmentId: 'g-1', type: 'RATE_DISCOUNT', value: 60 }),
      onProject('p-a', 70),
      onProject('p-a', 50),
      onProject('p-b', 80),
      adjustment({ adjustmentId: 'g-2', value: 30 }),
    ],
  };
  const lines = (rules: RuleChoices) => {
    const { appliedAdjustments, adjustmentTotal, charge } = billBy(rules, input);
    const applied = appliedAdjustments.map(({ adjustmentId, baseAmount, amount }) => [
      adjustmentId,
      baseAmount,
      amount,
    ]);
    return { applied, adjustmentTotal, charge };
  };
  expect(lines({ adjustmentBase: 'ADDITIVE' })).toEqual({
    applied: [
      ['p-a', 500, -350],
      ['p-a', 500, -150],
      ['p-b', 500, -400],
      ['g-1', 100, -60],
      ['g-2', 100, 30],
    ],
    adjustmentTotal: -930,
    charge: 70,
  });
  // The billing group leaves 430 of the bill, of which the first project takes 350 and then 80.
  expect(lines({ adjustmentBase: 'ADDITIVE', adjustmentLevels: 'BILLING_GROUP_FIRST' })).toEqual({
    applied: [
      ['g-1', 1_000, -600],
      ['g-2', 1_000, 30],
      ['p-a', 500, -350],
      ['p-a', 500, -80],
      ['p-b', 500, 0],
    ],
    adjustmentTotal: -1_000,
    charge: 0,
  });
});

test('surcharges first, higher priorities first', () => {
  const adjustments = [
    adjustment({ adjustmentId: 'off', type: 'RATE_DISCOUNT', value: 10, priority: 9 }),
    adjustment({ adjustmentId: 'on', value: 100, priority: 1 }),
    adjustment({ adjustmentId: 'more', type: 'RATE_SURCHARGE', value: 10, priority: 2 }),
  ];
  const { appliedAdjustments } = billBy(
    { adjustmentTypes: 'SURCHARGES_FIRST', adjustmentOrder: 'HIGHER_PRIORITY_FIRST' },
    { readings: [reading({ volume: 1_000 })], adjustments },
  );
  expect(appliedAdjustments.map(({ adjustmentId, amount }) => [adjustmentId, amount])).toEqual([
    ['more', 100],
    ['on', 100],
    ['off', -120],
  ]);
});

test('one whole credit a bill: the first that is not too large', () => {
  const credits = [1_200, 700, 300].map((balance, index) => credit({ creditId: `c-${index + 1}`, balance }));
  const { appliedCredits, charge } = billBy(
    { creditUse: 'WHOLE', creditsPerBill: 'ONE' },
    { readings: [reading({ volume: 1_000 })], credits },
  );
  expect(appliedCredits.map(({ creditId, amountApplied }) => [creditId, amountApplied])).toEqual([['c-2', 700]]);
  expect(charge).toBe(300);
});

test('a discount on the total, of the base fee too, in a month without usage', () => {
  const contracts = underContract({ discountRate: 10, baseFee: 1_005, minimumCharge: 1_200 });
  const rules = { contractDiscount: 'ON_TOTAL', baseFeeDiscount: 'DISCOUNTED', rounding: 'DOWN' } as const;
  expect(billBy(rules, { contracts })).toMatchObject({ baseFee: 905, minimumCommitment: 295, subtotal: 1_200 });
  const withUsage = { ...rules, baseFee: 'WITH_USAGE', minimumCharge: 'WITH_USAGE' } as const;
  expect(billBy(withUsage, { contracts })).toMatchObject({ baseFee: 0, minimumCommitment: 0, subtotal: 0 });
});

test.each<[mistake: string, rules: RuleChoices]>([
  ['credit-expiring-on-first-day-refused', { creditEnd: 'AFTER_LAST_DAY' }],
  ['free-allowance-per-project', { tiers: 'PROJECT' }],
  ['half-to-even-everywhere', { rounding: 'HALF_EVEN' }],
])('%s is no mistake by %j', (mistake, rules) => {
  expect(defectNamed(mistake, policyWith(rules))).toBeUndefined();
  expect(ruleInsteadOf(mistake, policyWith(rules))).toMatch(/^[A-Z].+\.$/);
  expect(ruleInsteadOf(mistake, policyWith({}))).toBeUndefined();
  expect(defectNamed(mistake, policyWith({}))).toBeDefined();
});

test('a mistake in the order of credits is one in the order that was chosen', () => {
  const credits = [
    credit({ creditId: 'free', type: 'FREE', expiresOn: '2025-12-31' }),
    credit({ creditId: 'lasting', type: 'FREE' }),
    credit({ creditId: 'soon', type: 'PAID', expiresOn: '2025-04-03' }),
  ];
  const orderBy = (rules: RuleChoices, mistake: string) => {
    const policy = policyWith(rules);
    const wrong = defectNamed(mistake, policy)?.rules;
    const input = { readings: [reading({ volume: 1_000 })], credits };
    const { appliedCredits } = bill(input, { policy, rules: { ...rulesOf(policy), ...wrong } });
    return appliedCredits.map(({ creditId }) => creditId);
  };
  expect(orderBy({}, 'lasting-credits-first')).toEqual(['soon', 'lasting', 'free']);
  expect(orderBy({ creditOrder: 'RANK_EXPIRY' }, 'lasting-credits-first')).toEqual(['lasting', 'free', 'soon']);
  expect(orderBy({ creditOrder: 'RANK_EXPIRY' }, 'paid-credits-first')).toEqual(['soon', 'free', 'lasting']);
  expect(orderBy({ creditOrder: 'EXPIRY' }, 'lasting-credits-first')).toEqual(['lasting', 'soon', 'free']);
  expect(orderBy({ creditOrder: 'GRANTING' }, 'paid-credits-first')).toEqual(['free', 'lasting', 'soon']);
});

test('mistakes follow from the choices, and are the same ones each time they are asked for', () => {
  const policy = policyWith({ taxOn: 'BEFORE_CREDITS' });
  expect(defectsOf(policy)).toBe(defectsOf(policy));
  expect(defectNamed('tax-before-credits', policy)).toBeUndefined();
  expect(ruleInsteadOf('tax-before-credits', policy)).toBe(
    'Tax is on the charge after adjustments and before credits.',
  );
  expect(['tax-after-credits', 'qqq'].map((name) => ruleInsteadOf(name, policy))).toEqual([undefined, undefined]);
  expect(defectNamed('tax-after-credits', policy)).toMatchObject({
    sentence: 'Tax is on the charge after adjustments and credits.',
    rule: 'Tax is on the charge after adjustments and before credits.',
  });
  expect(defectNamed('gauge-one-resource', policyWith({ gauge: 'PEAK' }))?.rule).toBe(
    'A gauge is the highest reading of each resource, summed over the resources of the project.',
  );
});

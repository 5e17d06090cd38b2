import { describe, expect, test } from 'vitest';
import { adjustment, bill, credit, owed, reading, underContract } from '../../test/bills.ts';
import { TestAccount } from '../../test/test-account.ts';
import { calculateStatement, type Rules, type Statement, type StatementInput, standardRules } from '../index.ts';

const day = (date: string) => `2025-${date}T00:00:00Z`;
const meter = { counterName: 'test.meter', counterType: 'CUMULATIVE' } as const;
const disk = { counterName: 'storage.volume.ssd', counterType: 'GAUGE', unit: 'GB' } as const;

/** A month in which every rule has a say. */
const rich: StatementInput = {
  member: 'kr',
  month: '2025-03',
  readings: [
    reading({ counterName: 'compute.c2.c8m8', unit: 'MINUTES', volume: '610' }),
    // March in Seoul, February in UTC
    reading({ counterName: 'compute.c2.c8m8', unit: 'HOURS', volume: '50.5', timestamp: '2025-02-28T15:30:00Z' }),
    reading({ counterName: 'compute.c2.c8m8', unit: 'HOURS', volume: '3.3', projectId: 'p-b' }),
    reading({ ...disk, volume: '40', timestamp: day('03-05') }),
    reading({ ...disk, volume: '70', timestamp: day('03-06') }),
    reading({ ...meter, volume: '500', timestamp: day('02-05') }),
    reading({ ...meter, volume: '700', timestamp: day('03-05') }),
    reading({ counterName: 'network.traffic.out', unit: 'GB', volume: '1200' }),
    reading({ counterName: 'support.seat', unit: 'SEATS', volume: '7', projectId: 'p-b' }),
    reading({ counterName: 'own.volume', volume: '150', projectId: 'p-c' }),
    reading({ counterName: 'test.small', volume: '0.5' }),
    reading({ counterName: 'test.small', volume: '0.5', projectId: 'p-b' }),
    reading({ counterName: 'test.half', volume: '40.5', projectId: 'p-d' }),
  ],
  contracts: [
    { monthFrom: '2024-01', contract: { baseFee: 1 } },
    {
      monthFrom: '2025-01',
      contract: {
        discountRate: 12.5,
        baseFee: 9_000,
        minimumCharge: 400_000,
        prices: [
          {
            counterName: 'own.volume',
            pricing: {
              model: 'VOLUME',
              tiers: [
                { upTo: 100, unitPrice: 30 },
                { upTo: null, unitPrice: 20 },
              ],
            },
          },
        ],
      },
    },
  ],
  adjustments: [
    adjustment({ adjustmentId: 'late', type: 'RATE_DISCOUNT', value: 3, priority: 200 }),
    adjustment({ adjustmentId: 'more', type: 'RATE_SURCHARGE', value: 20, priority: 50 }),
    adjustment({ adjustmentId: 'fix', type: 'FIXED_SURCHARGE', value: 5_000 }),
    // more than project p-d has
    adjustment({ adjustmentId: 'off', level: 'PROJECT', targetId: 'p-d', type: 'FIXED_DISCOUNT', value: 1_000 }),
  ],
  credits: [
    credit({ creditId: 'paid', type: 'PAID', balance: 100 }),
    credit({ creditId: 'free', type: 'FREE', balance: 200 }),
    credit({ creditId: 'future', validFrom: '2025-04-01', balance: 300 }),
    credit({ creditId: 'past', expiresOn: '2025-02-28', balance: 400 }),
  ],
  carried: [
    owed({ month: '2024-12', charge: 5_000, vat: 500, lateFee: 200 }),
    owed({ month: '2025-02', charge: 7_000 }),
  ],
};

type Replacement<Rule extends keyof Rules> = readonly [rule: Rules[Rule], figure: keyof Statement];

/** Each rule made wrong, and a figure of the bill that shows it. */
const replacements: { readonly [Rule in Exclude<keyof Rules, 'creditsGivenBack'>]: Replacement<Rule> } = {
  billingPeriod: [(month) => standardRules.billingPeriod(month, 'UTC'), 'usageAmount'],
  unitFactor: [(from, to, dimensions) => standardRules.unitFactor(to, from, dimensions), 'usageAmount'],
  delta: [() => standardRules.gauge(), 'usageAmount'],
  gauge: [() => standardRules.delta(), 'usageAmount'],
  cumulative: [() => standardRules.delta(), 'usageAmount'],
  pricing: [(counter, _, member, policy) => standardRules.pricing(counter, undefined, member, policy), 'usageAmount'],
  flat: [(quantity) => quantity, 'usageAmount'],
  graduated: [(quantity, tiers) => standardRules.volume(quantity, tiers), 'usageAmount'],
  volume: [(quantity, tiers) => standardRules.graduated(quantity, tiers), 'usageAmount'],
  packages: [(quantity, { packageSize, packagePrice }) => quantity.div(packageSize).mul(packagePrice), 'usageAmount'],
  pricedTogether: [({ projects }) => projects.map((project) => ({ projects: [project] })), 'usageAmount'],
  pricedParts: [() => [], 'usageAmount'],
  counterAmount: [(cost, _usage, round) => round(cost.mul(2)), 'usageAmount'],
  share: [(amount, quantities) => quantities.map((_, index) => (index === 0 ? amount : 0)), 'lineItems'],
  round: [(amount) => standardRules.roundTax(amount, 'DOWN'), 'usageAmount'],
  contractInForce: [(assignments) => assignments[0]?.contract, 'baseFee'],
  contractDiscount: [(amount) => standardRules.contractDiscount(amount, 1), 'contractDiscount'],
  lineDiscounts: [() => [], 'contractDiscount'],
  isBaseFeeDue: [() => false, 'baseFee'],
  baseFeeDiscount: [(baseFee, discountOf) => discountOf(baseFee), 'baseFee'],
  isMinimumChargeDue: [() => false, 'minimumCommitment'],
  reachedOfMinimumCharge: [({ netAmount }) => netAmount, 'minimumCommitment'],
  adjustmentInForce: [() => false, 'appliedAdjustments'],
  adjustmentLevels: [() => ['BILLING_GROUP', 'PROJECT'], 'appliedAdjustments'],
  adjustmentTurn: [(type) => (type === 'FIXED_SURCHARGE' ? 0 : 1), 'appliedAdjustments'],
  compareAdjustments: [(a, b) => b.priority - a.priority, 'appliedAdjustments'],
  adjustmentBase: [({ initial }) => initial, 'adjustmentTotal'],
  fixedDiscount: [(base) => standardRules.fixedDiscount(base, 1), 'adjustmentTotal'],
  rateDiscount: [(base) => standardRules.rateDiscount(base, 1), 'adjustmentTotal'],
  fixedSurcharge: [(base) => standardRules.fixedSurcharge(base, 1), 'adjustmentTotal'],
  rateSurcharge: [(base) => standardRules.rateSurcharge(base, 1), 'adjustmentTotal'],
  discountTaken: [(discount) => discount - 1, 'adjustmentTotal'],
  creditHasBegun: [() => true, 'creditApplied'],
  creditHasExpired: [() => false, 'creditApplied'],
  compareCredits: [() => 0, 'appliedCredits'],
  creditAmount: [(balance, left) => Math.min(balance, left, 50), 'creditApplied'],
  usesAnotherCredit: [(used) => used < 1, 'appliedCredits'],
  taxedAmounts: [({ subtotal }) => subtotal, 'vat'],
  taxedBalances: [(carried) => carried.map(({ charge }) => charge), 'vat'],
  tax: [(amounts, taxOf, round) => Math.max(...amounts.map((amount) => round(taxOf(amount)))), 'vat'],
  roundTax: [(tax) => standardRules.roundTax(tax, 'UP'), 'vat'],
  dueDate: [(month) => `${month}-31`, 'dueDate'],
  carriedBalance: [({ charge }) => charge, 'unpaidAmount'],
  overdueOn: [() => '1970-01-01', 'lateFee'],
  bearsLateFee: [() => false, 'lateFee'],
  lateFeeBase: [({ charge, vat, lateFee }) => charge + vat + lateFee, 'lateFee'],
};

describe('a calculation asks the rule', () => {
  const standard = calculateStatement(rich);

  test.each(Object.entries(replacements))('%s', (name, [rule, figure]) => {
    const replaced = calculateStatement(rich, { rules: { ...standardRules, [name]: rule } });
    expect(replaced[figure]).not.toEqual(standard[figure]);
  });

  test('of every name that the standard rules have', () => {
    expect([...Object.keys(replacements), 'creditsGivenBack'].sort()).toEqual(Object.keys(standardRules).sort());
  });
});

test('a share rule that leaves projects out leaves them nothing', () => {
  const { lineItems } = bill({ readings: one }, { rules: { ...standardRules, share: () => [] } });
  expect(lineItems.map(({ amount }) => amount)).toEqual([0]);
});

const one = [reading()];

test.each<[Partial<StatementInput>, 'usageAmount' | 'contractDiscount' | 'adjustmentTotal' | 'lateFee']>([
  [{ readings: [reading({ volume: '0.5' })] }, 'usageAmount'],
  [{ readings: one, contracts: underContract({ discountRate: 50 }) }, 'contractDiscount'],
  [{ readings: one, adjustments: [adjustment({ type: 'RATE_SURCHARGE', value: 50 })] }, 'adjustmentTotal'],
  [{ carried: [owed({ month: '2024-12', charge: 10 })] }, 'lateFee'],
])('the rule round is asked wherever half a minor unit can be: %#', (input, figure) => {
  const round: Rules['round'] = (amount) => standardRules.roundTax(amount, 'DOWN');
  expect(bill(input)[figure]).toBe(1);
  expect(bill(input, { rules: { ...standardRules, round } })[figure]).toBe(0);
});

test('a recalculation asks the rule creditsGivenBack', () => {
  const acme = new TestAccount({ rules: { ...standardRules, creditsGivenBack: () => [] } });
  const creditId = acme.grant(100);
  acme.bill('2025-03', 60);
  // 60 stay used, so only 40 are left for the bill of 70 that the second calculation makes.
  expect(acme.bill('2025-03', 10)).toMatchObject({ creditApplied: 40, charge: 30 });
  expect(acme.balance(creditId)).toBe(0);
});

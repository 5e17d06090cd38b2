import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalog, inputBy } from '../../test/arbitrary-catalogs.ts';
import { policyWith } from '../../test/policy-with.ts';
import {
  calculateStatement,
  choices,
  defectNamed,
  defects,
  defectsOf,
  type Member,
  type Policy,
  type Rounding,
  type RuleChoices,
  rulesOf,
  standardPolicy,
  whyHidden,
} from '../index.ts';

/** The reason why the mistake is hidden by the policy. */
function why(name: string, policy: Policy): string | undefined {
  const defect = defectNamed(name, policy);
  if (!defect) throw new Error(`${name} is no defect by this policy.`);
  return whyHidden(defect, policy);
}

const billedBy = (member: Partial<Member>): Policy => ({
  ...standardPolicy,
  members: standardPolicy.members.map((each) => ({ ...each, ...member })),
});

const withParts = (parts: Partial<Policy>, rules: RuleChoices = {}): Policy => ({ ...standardPolicy, ...parts, rules });

const taxed = (taxRate: string, taxRounding: Rounding = 'DOWN') => billedBy({ taxRate, taxRounding });

const adjustedUpTo = (maxFixedAmount: number, maxRateDiscount: string, maxRateSurcharge: string) => ({
  adjustments: { ...standardPolicy.adjustments, maxFixedAmount, maxRateDiscount, maxRateSurcharge },
});

const units = (...sizes: string[]) => ({
  unitDimensions: [sizes.map((size, index) => ({ unit: `u-${index}`, size }))],
});

const lateFees = (fields: Partial<Policy['lateFees']>) => ({ lateFees: { ...standardPolicy.lateFees, ...fields } });

const credits = (fields: Partial<Policy['credits']>) => ({ credits: { ...standardPolicy.credits, ...fields } });

const oneRank = credits({ ranks: [standardPolicy.credits.ranks.flat()] });

const priced = (...rows: [counter: string, unitPrice: string][]) => ({
  priceBook: rows.map(([counter, unitPrice]) => ({
    counter,
    prices: ['KRW', 'JPY', 'USD', 'EUR'].map((currency) => ({
      currency,
      pricing: { model: 'FLAT', unitPrice } as const,
    })),
  })),
});

const noConversion = 'No unit converts into one of another size.';
const noAdjustments = 'No adjustment may be above 0.';
const noTax = 'Every tax rate is 0.';
const oneRankReason = 'All credit types have one rank.';
const noFee = 'The late fee is 0 %.';
const alone = 'Each project is priced alone: nothing is shared out.';
const same = (named: string) => `Every member's tax comes to the same when it is rounded ${named}.`;

test('the standard policy hides no mistake', () => {
  expect(defects.filter((defect) => whyHidden(defect, standardPolicy) !== undefined)).toEqual([]);
});

describe('a policy hides', () => {
  test.each<[name: string, policy: Policy, reason: string]>([
    ['month-in-utc', billedBy({ timeZone: 'Africa/Abidjan' }), "No member's time zone differs from UTC."],
    ['daylight-saving-ignored', billedBy({ timeZone: 'Asia/Seoul' }), 'No zone has daylight saving time.'],
    ['gigabyte-of-1000-megabytes', withParts({ unitDimensions: [] }), noConversion],
    [
      'gigabyte-of-1000-megabytes',
      withParts(units('1', '60', '1000')),
      'No conversion changes when 1000 takes the place of 1024.',
    ],
    [
      'gigabyte-of-1000-megabytes',
      withParts(units('1024', '2048')),
      'No conversion changes when 1000 takes the place of 1024.',
    ],
    ['units-not-converted', withParts(units('5', '5.0')), noConversion],
    ['conversion-rounded', withParts(units('1')), noConversion],
    [
      'conversion-rounded',
      withParts(units('1', '2', '1000', '10000')),
      'Every unit converts by a factor of at most 4 decimals.',
    ],
    ['price-prefix-ignored', withParts(priced(['a', '1'], ['*', '2'])), 'No row is for a prefix.'],
    ['price-prefix-ignored', withParts(priced(['a.*', '2'], ['*', '2'])), 'Rows for a prefix cost what "*" costs.'],
    ['left-over-units-lost', policyWith({ tiers: 'PROJECT_ALONE' }), alone],
    ['shares-rounded-by-themselves', policyWith({ tiers: 'PROJECT_ALONE' }), alone],
    ['left-over-units-to-the-first', policyWith({ tiers: 'PROJECT_ALONE' }), alone],
    [
      'rounded-per-project',
      policyWith({ tiers: 'PROJECT_ALONE' }),
      'Each project is priced alone: COUNTER and PROJECT are the same.',
    ],
    [
      'rounded-per-counter',
      policyWith({ tiers: 'PROJECT_ALONE', roundedPer: 'PROJECT' }),
      'Each project is priced alone: COUNTER and PROJECT are the same.',
    ],
    ['adjustments-additive', withParts(adjustedUpTo(0, '0', '0.00')), noAdjustments],
    ['fixed-discount-below-zero', withParts(adjustedUpTo(0, '10', '10')), 'No fixed discount may be above 0.'],
    ['fixed-discount-below-zero', withParts(adjustedUpTo(0, '0', '10')), 'No discount may be above 0.'],
    ['rate-discount-rounded-down', withParts(adjustedUpTo(9, '0', '10')), 'No discount by rate may be above 0 %.'],
    ['rate-discount-rounded-down', policyWith({ rounding: 'DOWN' }), 'All amounts are rounded down.'],
    ['credit-expiring-soon-ignored', withParts(oneRank), oneRankReason],
    ['credit-types-ignored', withParts(oneRank), oneRankReason],
    ['paid-credits-first', withParts(oneRank), oneRankReason],
    ['credits-soon-then-rank', withParts(oneRank, { creditOrder: 'EXPIRY' }), oneRankReason],
    [
      'credit-expiring-soon-ignored',
      withParts(credits({ expiringSoonDays: 0 }), { creditEnd: 'AFTER_LAST_DAY' }),
      'No credit that expires soon is usable.',
    ],
    ['paid-credits-first', policyWith({ creditOrder: 'EXPIRY' }), 'Credits are used whatever their type.'],
    ['lasting-credits-first', policyWith({ creditOrder: 'GRANTING' }), 'Credits are used whatever their expiry.'],
    ['tax-before-credits', taxed('0'), noTax],
    ['tax-on-carried-balance', taxed('0'), noTax],
    ['tax-rounded-up', taxed('0.0'), noTax],
    ['tax-rounded-per-line', taxed('0'), noTax],
    ['tax-rounded-per-line', taxed('100'), 'Tax is a whole amount on every line: each rate is 0 % or 100 %.'],
    ['tax-before-adjustments', withParts(adjustedUpTo(0, '0', '0'), { taxOn: 'BEFORE_CREDITS' }), noAdjustments],
    ['tax-rounded-down', taxed('10', 'DOWN'), same('down')],
    ['tax-rounded-up', taxed('100', 'DOWN'), same('up')],
    // Tax of 20 % has fifths, of which none is a half; that of 50 % has halves alone.
    ['tax-rounded-half-up', taxed('20', 'HALF_EVEN'), same('half up')],
    ['tax-rounded-half-up', taxed('50', 'UP'), same('half up')],
    ['tax-rounded-up', taxed('50', 'HALF_UP'), same('up')],
    ['late-fee-without-grace', withParts(lateFees({ graceDays: 0 })), 'There is no grace period.'],
    [
      'late-fee-without-grace',
      withParts(lateFees({ dueDay: 20, graceDays: 8 })),
      'The grace period is over in the month in which a bill is due.',
    ],
    ['late-fee-without-grace', withParts(lateFees({ rate: '0' })), noFee],
    ['late-fee-after-grace', policyWith({ lateFeeGrace: 'NONE' }), 'There is no grace period.'],
    ['late-fee-every-month', withParts(lateFees({ rate: '0' })), noFee],
    ['late-fee-on-late-fee', withParts(lateFees({ rate: '0' })), noFee],
    ['late-fee-without-tax', taxed('0'), noTax],
  ])('%s, case %#', (name, policy, reason) => {
    expect(why(name, policy)).toBe(reason);
  });
});

describe('a policy does not hide', () => {
  test.each<[name: string, policy: Policy]>([
    ['month-in-utc', billedBy({ timeZone: 'Europe/London' })],
    ['daylight-saving-ignored', billedBy({ timeZone: 'Africa/Casablanca' })],
    ['gigabyte-of-1000-megabytes', withParts(units('1', '2048'))],
    ['units-not-converted', withParts(units('5', '5.1'))],
    ['conversion-rounded', withParts(units('1', '100000'))],
    ['price-prefix-ignored', withParts(priced(['a.*', '1'], ['*', '2']))],
    ['rounded-per-reading', policyWith({ tiers: 'PROJECT_ALONE' })],
    ['rounded-per-project', policyWith({ tiers: 'PROJECT' })],
    ['left-over-units-to-the-first', policyWith({ tiers: 'RESOURCE' })],
    ['adjustments-additive', withParts(adjustedUpTo(0, '0', '0.01'))],
    ['fixed-discount-below-zero', withParts(adjustedUpTo(0, '10', '10'), { adjustmentBase: 'ADDITIVE' })],
    ['fixed-discount-below-zero', withParts(adjustedUpTo(0, '10', '10'), { adjustmentLevels: 'BILLING_GROUP_FIRST' })],
    ['credits-in-order-of-granting', withParts(oneRank)],
    ['credit-expiring-soon-ignored', withParts(credits({ expiringSoonDays: 0 }))],
    ['credit-types-ignored', withParts(credits({ expiringSoonDays: 0 }), { creditEnd: 'AFTER_LAST_DAY' })],
    ['lasting-credits-first', policyWith({ creditOrder: 'EXPIRY' })],
    ['tax-before-credits', withParts(adjustedUpTo(0, '0', '0'))],
    ['tax-rounded-per-line', taxed('50')],
    ['tax-rounded-half-up', taxed('10', 'HALF_EVEN')],
    ['tax-rounded-half-up', taxed('20', 'UP')],
    ['tax-rounded-down', taxed('50', 'HALF_EVEN')],
    ['tax-rounded-up', taxed('50', 'HALF_EVEN')],
    ['late-fee-without-grace', withParts(lateFees({ dueDay: 20, graceDays: 9 }))],
    ['late-fee-on-late-fee', taxed('0')],
    ['late-fee-on-what-was-paid', taxed('0')],
  ])('%s, case %#', (name, policy) => {
    expect(why(name, policy)).toBeUndefined();
  });
});

test('what the policy chose is hidden', () => {
  const before = defectNamed('tax-before-credits');
  expect(before && whyHidden(before, policyWith({ taxOn: 'BEFORE_CREDITS' }))).toBe('The policy chose it.');
});

test('alternatives that bills tell apart are not hidden, whichever of them was chosen', () => {
  // Without a grace period the one of late fees makes no difference.
  for (const choice of choices.filter(({ name }) => name !== 'lateFeeGrace')) {
    for (const { name } of choice.alternatives) {
      const policy = policyWith({ [choice.name]: name });
      const others = choice.alternatives.flatMap(({ defect }) => defectNamed(defect, policy) ?? []);
      expect(others.filter((defect) => whyHidden(defect, policy) !== undefined)).toEqual([]);
    }
  }
});

test('a mistake that a catalog hides changes no bill', () => {
  const hidden = new Set<string>();
  fc.assert(
    fc.property(
      catalog.chain((policy) =>
        fc.tuple(fc.constant(policy), fc.array(inputBy(policy), { minLength: 4, maxLength: 4 })),
      ),
      ([policy, inputs]) => {
        const mistakes = defectsOf(policy).filter((defect) => whyHidden(defect, policy) !== undefined);
        for (const input of inputs) {
          const right = calculateStatement(input, { policy });
          for (const { name, rules } of mistakes) {
            hidden.add(name);
            const wrong = calculateStatement(input, { policy, rules: { ...rulesOf(policy), ...rules } });
            expect([name, wrong]).toEqual([name, right]);
          }
        }
      },
    ),
    { numRuns: 200 },
  );
  // Every mistake that can be hidden was.
  expect(hidden.size).toBeGreaterThan(30);
});

import type { Policy, Rounding, UnitDimension } from '../policy/policy.ts';
import { bookPricing } from '../policy/price-book.ts';
import { standardRules } from '../rules/standard-rules.ts';
import { addMonths, type Month } from '../values/calendar.ts';
import { type Exact, exact } from '../values/exact.ts';
import type { Defect } from './defect.ts';
import { nothingSharedOut } from './hidden-choices.ts';
import { isZero, NO_TAX, oneRankIn, taxesNothing } from './policy-facts.ts';

type WhyHidden = (policy: Policy, defect: Defect) => string | undefined;

/** The general mistakes that a policy may hide, by name, each with a function that gives the reason. */
export const hiddenMistakes: ReadonlyMap<string, WhyHidden> = new Map<string, WhyHidden>([
  ['month-in-utc', sameMonths("No member's time zone differs from UTC.")],
  ['daylight-saving-ignored', sameMonths('No zone has daylight saving time.')],

  ['gigabyte-of-1000-megabytes', sameFactors],
  ['units-not-converted', (policy) => (convertsNothing(policy) ? NO_CONVERSION : undefined)],
  ['conversion-rounded', shortFactors],

  ['price-prefix-ignored', samePrices],
  ['left-over-units-lost', nothingSharedOut],
  ['shares-rounded-by-themselves', nothingSharedOut],

  ['fixed-discount-below-zero', cappedDiscounts],
  ['rate-discount-rounded-down', wholeDiscounts],

  ['paid-credits-first', sameRanks],
  ['lasting-credits-first', ({ rules }) => (rules?.creditOrder === 'GRANTING' ? ANY_EXPIRY : undefined)],

  ['tax-on-carried-balance', (policy) => (taxesNothing(policy) ? NO_TAX : undefined)],
  ['tax-rounded-half-up', sameTax('HALF_UP', 'half up')],
  ['tax-rounded-down', sameTax('DOWN', 'down')],
  ['tax-rounded-up', sameTax('UP', 'up')],
]);

const NO_CONVERSION = 'No unit converts into one of another size.';
const ANY_EXPIRY = 'Credits are used whatever their expiry.';

/** The months that are looked at: teams test bills of these years. */
const FIRST_MONTH = '2010-01';
const MONTHS = 12 * 30;

function sameMonths(reason: string): WhyHidden {
  return ({ members }, defect) =>
    members.every(({ timeZone }) => hasSameMonths(timeZone, defect)) ? reason : undefined;
}

function hasSameMonths(timeZone: string, { name, rules }: Defect): boolean {
  const key = `${name} ${timeZone}`;
  const known = sameMonthsIn.get(key);
  if (known !== undefined) return known;
  const months = Array.from({ length: MONTHS }, (_, count) => addMonths(FIRST_MONTH, count));
  const isSame = (month: Month) => {
    const [right, wrong] = [standardRules.billingPeriod(month, timeZone), rules.billingPeriod?.(month, timeZone)];
    return right.start === wrong?.start && right.end === wrong.end;
  };
  const areSame = months.every(isSame);
  sameMonthsIn.set(key, areSame);
  return areSame;
}

/** The answers for each zone are kept, because looking at all its months takes about a tenth of a second. */
const sameMonthsIn = new Map<string, boolean>();

function sameFactors(policy: Policy, { rules }: Defect): string | undefined {
  if (convertsNothing(policy)) return NO_CONVERSION;
  const { unitDimensions } = policy;
  const isSame = (from: string, to: string) => {
    const right = standardRules.unitFactor(from, to, unitDimensions);
    const wrong = rules.unitFactor?.(from, to, unitDimensions);
    return right !== undefined && wrong?.equals(right) === true;
  };
  const areSame = unitDimensions.every((units) => units.every(({ unit }) => isSame(unit, units[0]?.unit ?? unit)));
  return areSame ? 'No conversion changes when 1000 takes the place of 1024.' : undefined;
}

function convertsNothing({ unitDimensions }: Policy): boolean {
  return unitDimensions.every((units) => sizesOf(units).length <= 1);
}

function shortFactors(policy: Policy): string | undefined {
  if (convertsNothing(policy)) return NO_CONVERSION;
  const areShort = policy.unitDimensions.every((units) => {
    const sizes = sizesOf(units);
    return sizes.every((from) => sizes.every((to) => isShort(from.div(to))));
  });
  return areShort ? 'Every unit converts by a factor of at most 4 decimals.' : undefined;
}

function isShort(factor: Exact): boolean {
  return factor.round(4).equals(factor);
}

/** The sizes of the units, each once. */
function sizesOf(units: UnitDimension): Exact[] {
  return [...new Map(units.map(({ size }) => [exact(size).toString(), exact(size)])).values()];
}

function samePrices(policy: Policy): string | undefined {
  const prefixes = policy.priceBook.filter(({ counter }) => counter.endsWith('.*'));
  if (prefixes.length === 0) return 'No row is for a prefix.';
  const currencies = new Set(policy.members.map(({ currency }) => currency));
  const areSame = prefixes.every(({ prices }) =>
    prices
      .filter(({ currency }) => currencies.has(currency))
      .every(({ currency, pricing }) => JSON.stringify(pricing) === JSON.stringify(bookPricing(policy, '*', currency))),
  );
  return areSame ? 'Rows for a prefix cost what "*" costs.' : undefined;
}

/** The reason why no discount exceeds its amount, if none does. Discounts by rate exceed one only where several work on it. */
function cappedDiscounts({ adjustments, rules = {} }: Policy): string | undefined {
  if (adjustments.maxFixedAmount > 0) return undefined;
  if (isZero(adjustments.maxRateDiscount)) return 'No discount may be above 0.';
  const addsUp = rules.adjustmentBase === 'ADDITIVE' || rules.adjustmentLevels === 'BILLING_GROUP_FIRST';
  return addsUp ? undefined : 'No fixed discount may be above 0.';
}

function wholeDiscounts({ adjustments, rules }: Policy): string | undefined {
  if (isZero(adjustments.maxRateDiscount)) return 'No discount by rate may be above 0 %.';
  return rules?.rounding === 'DOWN' ? 'All amounts are rounded down.' : undefined;
}

function sameRanks(policy: Policy): string | undefined {
  const { creditOrder } = policy.rules ?? {};
  if (creditOrder === 'EXPIRY' || creditOrder === 'GRANTING') return 'Credits are used whatever their type.';
  return oneRankIn(policy) ? 'All credit types have one rank.' : undefined;
}

function sameTax(mode: Rounding, named: string): WhyHidden {
  return (policy) => {
    if (taxesNothing(policy)) return NO_TAX;
    const isSame = policy.members.every(({ taxRate, taxRounding }) =>
      roundsAlike(taxRounding, mode, exact(taxRate).div(100).inLowestTerms().denominator),
    );
    return isSame ? `Every member's tax comes to the same when it is rounded ${named}.` : undefined;
  };
}

/** Whether two modes round every multiple of 1/`parts` alike. */
function roundsAlike(one: Rounding, other: Rounding, parts: bigint): boolean {
  if (one === other || parts === 1n) return true;
  const isAmong = (...modes: readonly Rounding[]) => modes.includes(one) && modes.includes(other);
  if (isAmong('HALF_UP', 'HALF_EVEN')) return parts % 2n !== 0n;
  return isAmong('HALF_UP', 'UP') && parts === 2n;
}

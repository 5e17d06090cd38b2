import { checkDistinct } from '../inspection/distinct.ts';
import { Inspection } from '../inspection/inspection.ts';
import { checkPriceBook } from './check-price-book.ts';
import { checkRuleChoices } from './check-rule-choices.ts';
import { creditTypes } from './credit-type.ts';
import { isCurrencyCode } from './currency-code.ts';
import {
  type AdjustmentPolicy,
  type CreditPolicy,
  type LateFeePolicy,
  type Member,
  type Policy,
  roundings,
  type UnitDimension,
} from './policy.ts';
import { isTimeZone } from './time-zone.ts';

const ALL = '100';
const MAX_DAYS = 36_500;
/** The last day that every month has. */
const MAX_DUE_DAY = 28;
const MAX_PRIORITY = Number.MAX_SAFE_INTEGER;

/**
 * Checks that every bill can be calculated by `policy`. Throws `VALIDATION_ERROR` with its mistakes, at most 50 fields;
 * the paths of the details are JSON pointers into it, like `/members/0/taxRate`.
 */
export function checkPolicy(policy: Policy): void {
  checkParts(policy);
  const inspection = new Inspection();
  inspectPolicy(inspection, policy);
  inspection.finish('The policy cannot be billed by:');
}

/** Looks for mistakes in the figures of a policy that has all its parts. */
export function inspectPolicy(inspection: Inspection, policy: Policy): void {
  checkMembers(inspection, policy.members);
  checkUnits(inspection, policy.unitDimensions);
  checkPriceBook(inspection, policy);
  checkAdjustmentPolicy(inspection, policy.adjustments);
  checkCreditPolicy(inspection, policy.credits);
  checkLateFeePolicy(inspection, policy.lateFees);
  checkRuleChoices(inspection, policy);
}

/** Checks that a policy has all its parts, as the compiler does for one in TypeScript. */
function checkParts(policy: Policy): void {
  const inspection = new Inspection();
  for (const part of ['members', 'unitDimensions', 'priceBook'] as const)
    inspection.require(Array.isArray(policy[part]), `/${part}`, 'must be a list');
  for (const part of ['adjustments', 'credits', 'lateFees'] as const)
    inspection.require(Object(policy[part]) === policy[part], `/${part}`, 'must be an object');
  const { rules = {} } = policy;
  inspection.require(Object(rules) === rules && !Array.isArray(rules), '/rules', 'must be an object');
  inspection.finish('The policy is not whole:');
}

function checkMembers(inspection: Inspection, members: readonly Member[]): void {
  inspection.require(members.length > 0, '/members', 'must have a member');
  for (const [index, { member, currency, taxName, taxRate, taxRounding, timeZone }] of members.entries()) {
    const path = `/members/${index}`;
    inspection.name(member, `${path}/member`);
    inspection.require(isCurrencyCode(currency), `${path}/currency`, 'must be an ISO 4217 code like "KRW"');
    inspection.name(taxName, `${path}/taxName`);
    inspection.decimal(taxRate, `${path}/taxRate`, { max: ALL });
    inspection.oneOf(taxRounding, roundings, `${path}/taxRounding`);
    inspection.require(isTimeZone(timeZone), `${path}/timeZone`, 'must be an IANA time zone like "Asia/Seoul"');
  }
  const names = members.map(({ member }, index) => ({ name: member, path: `/members/${index}/member` }));
  checkDistinct(inspection, names);
}

/** Checks the units. A unit is in one dimension only: in two there would be two ways to convert it. */
function checkUnits(inspection: Inspection, dimensions: readonly UnitDimension[]): void {
  const units = dimensions.flatMap((dimension, index) =>
    dimension.map((unit, position) => ({ ...unit, path: `/unitDimensions/${index}/${position}` })),
  );
  for (const { unit, size, path } of units) {
    inspection.name(unit, `${path}/unit`);
    inspection.positiveDecimal(size, `${path}/size`);
  }
  const names = units.map(({ unit, path }) => ({ name: String(unit).toUpperCase(), path: `${path}/unit` }));
  checkDistinct(inspection, names);
}

function checkAdjustmentPolicy(inspection: Inspection, policy: AdjustmentPolicy): void {
  const { defaultPriority, maxRateDiscount, maxRateSurcharge, maxFixedAmount } = policy;
  const priorities = { min: -MAX_PRIORITY, max: MAX_PRIORITY };
  inspection.wholeNumber(defaultPriority, '/adjustments/defaultPriority', priorities);
  inspection.decimal(maxRateDiscount, '/adjustments/maxRateDiscount', { max: ALL });
  inspection.decimal(maxRateSurcharge, '/adjustments/maxRateSurcharge');
  inspection.money(maxFixedAmount, '/adjustments/maxFixedAmount');
}

/** Checks that every type has one rank: a refund could grant a credit of a type without one, which would have no place. */
function checkCreditPolicy(inspection: Inspection, { expiringSoonDays, ranks }: CreditPolicy): void {
  inspection.wholeNumber(expiringSoonDays, '/credits/expiringSoonDays', { min: 0, max: MAX_DAYS });
  const types = ranks.flatMap((rank, index) =>
    rank.map((type, position) => ({ name: type, path: `/credits/ranks/${index}/${position}` })),
  );
  for (const { name, path } of types) inspection.oneOf(name, creditTypes, path);
  checkDistinct(inspection, types);
  const missing = creditTypes.filter((type) => !types.some(({ name }) => name === type));
  inspection.require(missing.length === 0, '/credits/ranks', `must rank every type: ${missing.join(', ')} is missing`);
}

function checkLateFeePolicy(inspection: Inspection, { dueDay, graceDays, rate }: LateFeePolicy): void {
  inspection.wholeNumber(dueDay, '/lateFees/dueDay', { min: 1, max: MAX_DUE_DAY });
  inspection.wholeNumber(graceDays, '/lateFees/graceDays', { min: 0, max: MAX_DAYS });
  inspection.decimal(rate, '/lateFees/rate', { max: ALL });
}

import { expect, test } from 'vitest';
import { refusalOf } from '../../test/test-account.ts';
import { withField } from '../../test/with-field.ts';
import { checkPolicy, type Policy, ruleChoices, standardPolicy } from '../index.ts';

const refused = (pointer: string, value: unknown) =>
  refusalOf(() => checkPolicy(withField({ ...standardPolicy, rules: {} }, pointer, value)));

const decimal = 'must be a decimal of at least 0 with at most 15 integer digits and 12 decimals, like "12.5"';
const days = 'must be a whole number from 0 to 36500';
const zone = 'must be an IANA time zone like "Asia/Seoul"';
const code = 'must be an ISO 4217 code like "KRW"';

test('nothing is wrong with the standard policy', () => {
  expect(() => checkPolicy(standardPolicy)).not.toThrow();
});

test.each([
  ['/members', [], 'must have a member'],
  ['/members/0/member', '', 'must be a string that is not empty'],
  ['/members/0/currency', 'won', code],
  ['/members/0/currency', undefined, code],
  ['/members/0/taxName', '', 'must be a string that is not empty'],
  ['/members/0/taxRate', '-1', decimal],
  ['/members/0/taxRate', '100.01', 'must be <= 100'],
  ['/members/0/taxRounding', 'HALF_DOWN', 'must be one of DOWN, HALF_UP, HALF_EVEN, UP'],
  ['/members/0/timeZone', 'Asia/Soul', zone],
  ['/members/0/timeZone', '+09:00', zone],
  ['/members/0/timeZone', '2025-01-01T00:00Z', zone],
  ['/members/0/timeZone', '__proto__', zone],
  ['/members/0/timeZone', undefined, zone],
  ['/unitDimensions/0/1/unit', '', 'must be a string that is not empty'],
  ['/unitDimensions/0/1/size', '0', 'must be > 0'],
  ['/unitDimensions/0/1/size', 'sixty', decimal],
  [
    '/unitDimensions/1/0/unit',
    'seconds',
    'must not be given twice: SECONDS is there already',
    '/unitDimensions/1/0/unit',
  ],
  ['/priceBook/0/counter', '', 'must be a name, "prefix.*" or "*"'],
  ['/priceBook/0/counter', 'compute*', 'must be a name, "prefix.*" or "*"'],
  ['/priceBook/0/counter', '.*', 'must be a name, "prefix.*" or "*"'],
  ['/priceBook/0/counter', 'test.*', 'must not be given twice: test.* is there already', '/priceBook/6/counter'],
  ['/priceBook/0/prices/0/pricing/unitPrice', '1e3', decimal],
  ['/priceBook/0/prices/0/pricing/unit', '', 'must be a string that is not empty'],
  ['/priceBook/4/prices/0/pricing/tiers/1/upTo', '100', 'must be > 100'],
  ['/priceBook/4/prices/0/pricing/tiers/2/upTo', '2000', 'must be null in the last tier and only there'],
  ['/priceBook/4/prices/0/pricing/tiers', [], 'must have a tier'],
  ['/priceBook/5/prices/0/pricing/packageSize', '0.00', 'must be > 0'],
  ['/adjustments/defaultPriority', 1.5, 'must be a whole number from -9007199254740991 to 9007199254740991'],
  ['/adjustments/maxRateDiscount', '101', 'must be <= 100'],
  ['/adjustments/maxRateSurcharge', '-1', decimal],
  ['/adjustments/maxFixedAmount', -1, 'must be a whole number from 0 to 9007199254740991'],
  ['/credits/expiringSoonDays', -1, days],
  ['/credits/ranks/2/0', 'PAID', 'must not be given twice: PAID is there already', '/credits/ranks/3/0'],
  ['/credits/ranks/3', [], 'must rank every type: PAID is missing', '/credits/ranks'],
  ['/lateFees/dueDay', 0, 'must be a whole number from 1 to 28'],
  ['/lateFees/dueDay', 29, 'must be a whole number from 1 to 28'],
  ['/lateFees/graceDays', -1, days],
  ['/lateFees/graceDays', 1e9, days],
  ['/lateFees/rate', '100.5', 'must be <= 100'],
  ['/rules/gauge', 'TOP', 'must be one of LATEST, PEAK, AVERAGE, SUM'],
  ['/rules/gauge', 'peek', 'must be one of LATEST, PEAK, AVERAGE, SUM: did you mean PEAK?'],
  ['/rules/gauge', null, 'must be one of LATEST, PEAK, AVERAGE, SUM'],
  ['/rules/gauge', ['PEAK', 'SUM'], 'must be one of LATEST, PEAK, AVERAGE, SUM'],
  ['/rules/toString', 'PEAK', `is not known: there are ${Object.keys(ruleChoices).join(', ')}`],
  ['/rules/gauges', 'PEAK', `is not known: did you mean gauge? There are ${Object.keys(ruleChoices).join(', ')}`],
  ['/rules/lateFeeGrace', 'NONE', 'contradicts the grace period of 30 days: write graceDays: 0, or AFTER_GRACE'],
  [
    '/rules',
    { tiers: 'PROJECT_ALONE', shares: 'FIRST' },
    'contradicts tiers: PROJECT_ALONE, by which nothing is shared out: leave it out',
    '/rules/shares',
  ],
])('a policy with %s %j is refused: %s', (pointer, value, message, path = pointer) => {
  const { code: errorCode, details } = refused(pointer, value);
  expect(errorCode).toBe('VALIDATION_ERROR');
  expect(details).toContainEqual({ path, message });
});

test('each counter has a price in the currency of every member', () => {
  expect(refused('/priceBook/0/prices/0/currency', 'KPW').details).toEqual([
    { path: '/priceBook/0', message: 'must have a price in KRW: a member bills in it' },
  ]);
  expect(refused('/priceBook/0/prices/0/currency', 'JPY').details).toEqual([
    { path: '/priceBook/0/prices/1/currency', message: 'must not be given twice: JPY is there already' },
    { path: '/priceBook/0', message: 'must have a price in KRW: a member bills in it' },
  ]);
  // JPY and EUR are nobody's, which is no mistake.
  const members = standardPolicy.members.filter(({ currency }) => currency === 'KRW' || currency === 'USD');
  expect(() => checkPolicy({ ...standardPolicy, members })).not.toThrow();
});

test('a counter that no other row names has a price', () => {
  expect(refused('/priceBook', standardPolicy.priceBook.slice(0, -1)).details).toEqual([
    { path: '/priceBook', message: 'must have a row "*": without it a counter of no other row has no price' },
  ]);
});

test('all that is wrong is told at once', () => {
  const policy: Policy = {
    ...standardPolicy,
    members: standardPolicy.members.map((member) => ({ ...member, member: 'one', taxRate: '1,5' })),
    lateFees: { dueDay: 31, graceDays: 30, rate: '5' },
  };
  const refusal = refusalOf(() => checkPolicy(policy));
  expect(refusal.details.map(({ path }) => path)).toEqual([
    ...[0, 1, 2, 3, 4].map((index) => `/members/${index}/taxRate`),
    ...[1, 2, 3, 4].map((index) => `/members/${index}/member`),
    '/lateFees/dueDay',
  ]);
  expect(refusal.message).toBe(`The policy cannot be billed by: /members/0/taxRate ${decimal} (and 9 more).`);
});

test('of very much that is wrong the first 50 are named, and the rest is counted', () => {
  const [row] = standardPolicy.priceBook;
  const priceBook = [...standardPolicy.priceBook, ...Array.from({ length: 1000 }, () => ({ ...row, counter: '**' }))];
  const { message, details } = refused('/priceBook', priceBook);
  expect(details).toHaveLength(50);
  // Each of them has a wrong name, and all but the first have one that is there already.
  expect(message).toMatch(/: \/priceBook\/\d+\/counter .* \(and 1998 more\)\.$/);
});

test.each([
  ['/members', 'must be a list'],
  ['/unitDimensions', 'must be a list'],
  ['/priceBook', 'must be a list'],
  ['/adjustments', 'must be an object'],
  ['/credits', 'must be an object'],
  ['/lateFees', 'must be an object'],
])('a policy without %s is refused', (path, message) => {
  expect(refused(path, undefined).details).toEqual([{ path, message }]);
});

test.each([null, 'PROJECT', ['PROJECT']])('a policy whose rules are %j is refused', (rules) => {
  expect(refused('/rules', rules).details).toEqual([{ path: '/rules', message: 'must be an object' }]);
});

test('a policy without rules, or with rules that name nothing, is billed by the standard ones', () => {
  for (const rules of [undefined, {}, { gauge: undefined }])
    expect(() => checkPolicy(withField(standardPolicy, '/rules', rules))).not.toThrow();
});

test.each(['__proto__', 'constructor'])('%s is a name like others', (name) => {
  const pointers = ['/members/0/member', '/unitDimensions/0/0/unit', '/priceBook/0/counter'];
  const policy = pointers.reduce((named, pointer) => withField(named, pointer, name), standardPolicy);
  expect(() => checkPolicy(policy)).not.toThrow();
});

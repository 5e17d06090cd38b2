import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ruleChoices } from '../../test/arbitrary-policies.ts';
import { parseCatalog, printCatalog } from '../catalog.ts';
import { calculateStatement, type Policy, type Pricing, standardPolicy } from '../index.ts';

test('the standard policy, printed and loaded, is the same policy', () => {
  expect(parseCatalog(printCatalog(standardPolicy))).toEqual(standardPolicy);
});

test('a line of it is what people write', () => {
  const lines = printCatalog(standardPolicy).split('\n');
  expect(lines).toContain(
    '  kr: { currency: KRW, tax: { name: VAT, rate: 10, rounding: DOWN }, timeZone: Asia/Seoul }',
  );
  expect(lines).toContain('  compute.g2.t4.c8m64: { unit: HOURS, KRW: 166.67, JPY: 18.25, USD: 12.5, EUR: 11.55 }');
  expect(lines).toContain(
    '  support.seat: { model: PACKAGE, packageSize: 5, KRW: 30000, JPY: 3300, USD: 2250, EUR: 2090 }',
  );
  expect(lines).toContain('    upTo: [ 100, 1000 ]');
  expect(lines).toContain('    USD: [ 0, 6.75, 5.25 ]');
});

test.each([
  // 150 h × 397 and 150 GB: 50 × 90; 64 050 and 10 % of it
  ['kr', 70_455],
  // 150 × 29.8 and 50 × 6.75: 4 470 + 337.5 up; 8.25 % of 4 808 is 396.66
  ['us', 5_205],
  // 150 × 27.4 and 50 × 6.25: 4 110 + 312.5 up; 20 % of 4 423 is 884.6
  ['eu', 5_308],
])('a bill of %s by the loaded policy is %i', (member, totalAmount) => {
  const usage = { projectId: 'p', counterType: 'DELTA', volume: 150, timestamp: '2025-03-10T00:00:00Z' } as const;
  const readings = [
    { ...usage, counterName: 'compute.c2.c8m8', unit: 'HOURS' },
    { ...usage, counterName: 'network.traffic.out', unit: 'GB' },
  ];
  const policy = parseCatalog(printCatalog(standardPolicy));
  expect(calculateStatement({ member, month: '2025-03', readings }, { policy }).totalAmount).toBe(totalAmount);
});

const name = fc.oneof(
  fc.string({ minLength: 1, unit: 'binary' }),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    'null',
    '~',
    'true',
    '5',
    '0x1F',
    '1e3',
    '- a',
    ' a: b',
    '<<',
    'KRW',
  ),
);
const decimal = fc
  .tuple(fc.nat({ max: 999_999 }), fc.nat({ max: 999_999 }))
  .map(([whole, part]) => `${whole}.${String(part).padStart(12, '0')}`);
const unit = fc.option(name, { nil: undefined }).map((text) => (text === undefined ? {} : { unit: text }));
const pricing: fc.Arbitrary<Pricing> = fc.oneof(
  fc.tuple(unit, decimal).map(([own, unitPrice]): Pricing => ({ model: 'FLAT', ...own, unitPrice })),
  fc
    .tuple(unit, decimal)
    .map(([own, packagePrice]): Pricing => ({ model: 'PACKAGE', ...own, packageSize: '0.5', packagePrice })),
  fc
    .tuple(
      fc.constantFrom('GRADUATED' as const, 'VOLUME' as const),
      unit,
      fc.array(decimal, { minLength: 1, maxLength: 3 }),
    )
    .map(([model, own, prices]): Pricing => {
      const tiers = prices.map((unitPrice, index) => ({
        upTo: index === prices.length - 1 ? null : `${index + 1}`,
        unitPrice,
      }));
      return { model, ...own, tiers };
    }),
);
const rowPrices = fc.tuple(pricing, pricing, fc.boolean()).map(([first, second, isSame]) => [
  { currency: 'SGD', pricing: first },
  { currency: 'KRW', pricing: isSame ? first : second },
]);
const counter = name.filter((text) => !text.includes('*'));
const figures: fc.Arbitrary<Policy> = fc.record({
  members: fc.uniqueArray(name, { minLength: 1, maxLength: 3 }).map((names) =>
    names.map((member, index) => ({
      member,
      currency: index === 0 ? 'SGD' : 'KRW',
      taxName: member,
      taxRate: '9.5',
      taxRounding: 'HALF_UP' as const,
      timeZone: 'Asia/Singapore',
    })),
  ),
  unitDimensions: fc
    .uniqueArray(name, { maxLength: 3, selector: (text) => text.toUpperCase() })
    .map((units) => [units.map((text, index) => ({ unit: text, size: `${index + 1}` }))]),
  priceBook: fc
    .tuple(fc.uniqueArray(counter, { maxLength: 4 }), fc.array(rowPrices, { minLength: 5, maxLength: 5 }))
    .map(([counters, prices]) =>
      [...counters, '*'].map((text, index) => ({ counter: text, prices: prices[index] ?? [] })),
    ),
  adjustments: fc.record({
    defaultPriority: fc.maxSafeInteger(),
    maxRateDiscount: fc.constantFrom('0', '33.3', '100'),
    maxRateSurcharge: decimal,
    maxFixedAmount: fc.maxSafeNat(),
  }),
  credits: fc.constantFrom(standardPolicy.credits, {
    expiringSoonDays: 0,
    ranks: [standardPolicy.credits.ranks.flat()],
  }),
  lateFees: fc.record({
    dueDay: fc.integer({ min: 1, max: 28 }),
    graceDays: fc.nat(36_500),
    rate: fc.constantFrom('0.5', '100'),
  }),
});

const policies = fc.tuple(figures, ruleChoices).map(([policy, rules]): Policy => {
  const graceDays = rules.lateFeeGrace === 'NONE' ? 0 : policy.lateFees.graceDays;
  const hasChoices = Object.keys(rules).length > 0;
  return { ...policy, lateFees: { ...policy.lateFees, graceDays }, ...(hasChoices && { rules }) };
});

test('every policy, printed and loaded, is the same policy', () => {
  fc.assert(
    fc.property(policies, (policy) => {
      expect(parseCatalog(printCatalog(policy))).toEqual(policy);
    }),
    { numRuns: 300 },
  );
});

test('what is no number is printed too, and is refused where it stands', () => {
  const printed = printCatalog({ ...standardPolicy, lateFees: { dueDay: 25, graceDays: 30, rate: 'five' } });
  expect(printed).toContain('  rate: five #');
  expect(() => parseCatalog(printed)).toThrow(/^catalog:\d+:9 lateFees.rate must be a decimal/);
});

test('numbers are printed digit by digit', () => {
  const lateFees = { dueDay: 25, graceDays: 30, rate: 1e-7 };
  const printed = printCatalog({ ...standardPolicy, lateFees });
  expect(printed).toContain('rate: 0.0000001 #');
  expect(parseCatalog(printed).lateFees.rate).toBe('0.0000001');
});

test('notes stand above the fields that they are on, and change nothing', () => {
  const fields = new Map([
    ['members.kr', 'Found.\nIn two lines.'],
    ['prices.network.traffic.out', 'A price # with a mark.'],
    ['units', 'Of all units.'],
    ['lateFees.rate', 'A rate.'],
    ['rules.taxOn', 'A rule.'],
    ['lateFees.nothing', 'Nowhere.'],
    ['nothing', 'Nowhere.'],
  ]);
  const printed = printCatalog(standardPolicy, { heading: 'A heading.', fields });
  expect(printed).toMatch(/^# A heading\.\n#\n# A catalog: /);
  expect(printed).toContain('\n  # Found.\n  # In two lines.\n  kr: {');
  expect(printed).toContain('\n  # A price # with a mark.\n  network.traffic.out:\n');
  expect(printed).toContain('\n# Of all units.\nunits:\n');
  expect(printed).toContain('\n  # A rate.\n  rate: 5 #');
  expect(printed).toContain('\n  # A rule.\n  taxOn: AFTER_CREDITS\n');
  expect(printed).not.toContain('Nowhere');
  expect(parseCatalog(printed)).toEqual(standardPolicy);
});

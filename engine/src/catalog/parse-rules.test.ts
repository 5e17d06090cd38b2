import { expect, test } from 'vitest';
import { parseCatalog, printCatalog } from '../catalog.ts';
import { CatalogError, calculateStatement, choices, type RuleChoices, standardPolicy } from '../index.ts';

/** The mistakes that are found in a catalog, a line each. */
function problemsOf(text: string): string[] {
  try {
    parseCatalog(text, 'c');
  } catch (error) {
    if (error instanceof CatalogError) return error.message.split('\n');
    throw error;
  }
  return [];
}

test('rules that are left out are the standard ones', () => {
  expect(parseCatalog('rules: {}')).toEqual(standardPolicy);
  expect(parseCatalog('rules: { taxOn: AFTER_CREDITS, gauge: LATEST }')).toEqual(standardPolicy);
  expect(parseCatalog('rules: { taxOn: BEFORE_CREDITS, gauge: LATEST }')).toEqual({
    ...standardPolicy,
    rules: { taxOn: 'BEFORE_CREDITS' },
  });
});

test('rules may be given as JSON', () => {
  expect(parseCatalog('{"rules": {"creditOrder": "EXPIRY"}}').rules).toEqual({ creditOrder: 'EXPIRY' });
});

test('a bill is made by the rules of its catalog', () => {
  const policy = parseCatalog(`
rules:
  tiers: PROJECT_ALONE
  rounding: DOWN
  taxOn: BEFORE_CREDITS
`);
  const usage = { counterName: 'test.units', counterType: 'DELTA', unit: 'UNITS' } as const;
  const readings = ['web', 'app'].map((projectId) => ({
    ...usage,
    projectId,
    volume: '50.9',
    timestamp: '2025-03-10T00:00:00Z',
  }));
  const credits = [{ creditId: 'welcome', type: 'FREE', balance: 60 } as const];
  // 50 and 50; 10 % of 100
  expect(calculateStatement({ member: 'kr', month: '2025-03', readings, credits }, { policy })).toMatchObject({
    usageAmount: 100,
    charge: 40,
    vat: 10,
  });
});

const all = choices.map(({ name }) => name).join(', ');

test.each([
  ['rules:', '1:7 rules must be a map of alternatives by rule'],
  ['rules: 5', '1:8 rules must be a map of alternatives by rule'],
  ['rules: [taxOn]', '1:8 rules must be a map of alternatives by rule'],
  ['rules: *mine', '1:8 rules must be written out: a catalog has no aliases'],
  ['rules: { tires: PROJECT }', `1:10 rules.tires is not known: did you mean tiers? There are ${all}`],
  ['rules: { taxon: BILL }', `1:10 rules.taxon is not known: did you mean taxOn? There are ${all}`],
  ['rules: { discounts: LAST }', `1:10 rules.discounts is not known: there are ${all}`],
  ['rules: { __proto__: LAST }', `1:10 rules.__proto__ is not known: there are ${all}`],
  ['rules: { constructor: LAST }', `1:10 rules.constructor is not known: there are ${all}`],
  ['rules: { "": LAST }', '1:10 a name in rules must be a text that is not empty'],
  ['rules: { gauge: PEAK, gauge: PEAK }', '1:23 rules.gauge must not be given twice'],
  ['rules: {}\nrules: {}', '2:1 rules must not be given twice'],
  [
    'rules: { tiers: PROJECTS }',
    '1:17 rules.tiers must be one of BILLING_GROUP, PROJECT, RESOURCE, PROJECT_ALONE: did you mean PROJECT?',
  ],
  ['rules: { gauge: peak }', '1:17 rules.gauge must be one of LATEST, PEAK, AVERAGE, SUM: did you mean PEAK?'],
  ['rules: { gauge: toString }', '1:17 rules.gauge must be one of LATEST, PEAK, AVERAGE, SUM'],
  ['rules: { gauge: 1 }', '1:17 rules.gauge must be one of LATEST, PEAK, AVERAGE, SUM'],
  ['rules: { gauge: }', '1:17 rules.gauge must be one of LATEST, PEAK, AVERAGE, SUM'],
  ['rules: { gauge: [PEAK] }', '1:17 rules.gauge must be a single value'],
  ['rules: { gauge: *peak }', '1:17 rules.gauge must be written out: a catalog has no aliases'],
  [
    'rules: { lateFeeGrace: NONE }',
    '1:24 rules.lateFeeGrace contradicts the grace period of 30 days: write graceDays: 0, or AFTER_GRACE',
  ],
  [
    'rules:\n  tiers: PROJECT_ALONE\n  shares: LAST',
    '3:11 rules.shares contradicts tiers: PROJECT_ALONE, by which nothing is shared out: leave it out',
  ],
])('%s: %s', (text, problem) => {
  expect(problemsOf(text)).toEqual([`c:${problem}`]);
});

test.each([
  'lateFees: { dueDay: 25, graceDays: 0, rate: 5 }\nrules: { lateFeeGrace: NONE }',
  'rules: { tiers: PROJECT_ALONE, shares: LARGEST_REMAINDER }',
  'rules: { tiers: PROJECT_ALONE, roundedPer: READING }',
  'rules: { tiers: PROJECT, shares: LAST }',
])('nothing is wrong with %s', (text) => {
  expect(problemsOf(text)).toEqual([]);
});

test('what follows from a mistake is not another one', () => {
  expect(problemsOf('lateFees: { dueDay: 25, graceDays: a week, rate: 5 }\nrules: { lateFeeGrace: NONE }')).toEqual([
    'c:1:36 lateFees.graceDays must be a whole number from 0 to 36500',
  ]);
  expect(problemsOf('rules: { tiers: PROJECT_ALON, shares: LAST }')).toEqual([
    'c:1:17 rules.tiers must be one of BILLING_GROUP, PROJECT, RESOURCE, PROJECT_ALONE: did you mean PROJECT_ALONE?',
  ]);
});

test.each(choices)('a printed catalog says by which $name it bills, and the alternatives', ({ name, alternatives }) => {
  for (const { name: chosen } of alternatives) {
    const rules: RuleChoices = { [name]: chosen };
    const explained = alternatives.map((alternative) => `  # ${alternative.name}: ${alternative.sentence}\n`).join('');
    expect(printCatalog({ ...standardPolicy, rules })).toContain(`\n${explained}  ${name}: ${chosen}\n`);
  }
});

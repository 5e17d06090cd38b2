import { expect, test } from 'vitest';
import { defectNamesLike, defects, type Policy, standardPolicy } from '../index.ts';

test.each([
  ['taxbeforecredits', ['tax-before-credits']],
  [
    'late fee',
    [
      'late-fee-every-month',
      'late-fee-without-tax',
      'late-fee-on-late-fee',
      'late-fee-without-grace',
      'late-fee-on-what-was-paid',
    ],
  ],
  ['qqq', []],
  ['nonsense', []],
  ['', []],
  [' - ', []],
])('%j is like %j', (name, like) => {
  expect(defectNamesLike(name)).toEqual(like);
});

test.each([
  ['tax-befor-credits', 'tax-before-credits'],
  ['TAX BEFORE CREDITS', 'tax-before-credits'],
  ['gauge-peek', 'gauge-peak'],
  ['volume-for-graduate', 'volume-for-graduated'],
  ['without-grace', 'late-fee-without-grace'],
])('%j is most like %s, and like others', (name, nearest) => {
  const [first, ...others] = defectNamesLike(name);
  expect(first).toBe(nearest);
  expect(others.length).toBeGreaterThan(0);
});

test.each(defects)('$name is found when its first or last letter is forgotten', ({ name }) => {
  expect(defectNamesLike(name.slice(1))[0]).toBe(name);
  expect(defectNamesLike(name.slice(0, -1))[0]).toBe(name);
});

test('names are those of the mistakes by the policy', () => {
  const policy: Policy = { ...standardPolicy, rules: { taxOn: 'BEFORE_CREDITS' } };
  expect(defectNamesLike('tax-before-credit', policy)[0]).not.toBe('tax-before-credits');
  expect(defectNamesLike('tax-after-credit', policy)[0]).toBe('tax-after-credits');
});

test('no more than five names are told', () => {
  expect(defectNamesLike('credits')).toHaveLength(5);
});

test('a name that is far too long is like none', () => {
  expect(defectNamesLike('tax-'.repeat(1_000_000))).toEqual([]);
});

import { expect, test } from 'vitest';
import type { Outcome } from '../cases/bill.ts';
import { readBill } from '../cases/read-bill.ts';
import { compareOutcomes } from './compare-outcomes.ts';

const line = { projectId: 'web', counterName: 'seats', quantity: '3', amount: 300 };
const other = { ...line, projectId: 'api' };
const adjustment = { level: 'PROJECT', targetId: 'web', description: 'spring', amount: -30 };
const credit = { campaignName: 'welcome', amountApplied: 20 };
const statement = {
  member: 'kr',
  lineItems: [line, other],
  appliedAdjustments: [adjustment],
  appliedCredits: [credit],
  vat: 30,
};
const plain = { member: 'kr', lineItems: [], appliedAdjustments: [], appliedCredits: [], vat: 30 };

function outcome(told: object): Outcome {
  return { refusals: [], bill: readBill(told) };
}

/** The path and both sides of every difference. */
function compared(expected: object, actual: object, omits: readonly string[] = []) {
  const differences = compareOutcomes(outcome(expected), outcome(actual), omits);
  return differences.map((difference) => [difference.path, difference.expected, difference.actual]);
}

test('a bill that is told in the same figures is the same, whatever else is told', () => {
  expect(compared(statement, { ...structuredClone(statement), id: 'x', vat: 30.0 })).toEqual([]);
});

test('both names that a payment’s state goes by are compared', () => {
  const paid = { ...plain, paymentStatus: 'PAID', paymentStatusCode: 'PAID' };
  expect(compared(paid, { ...paid, paymentStatusCode: 'READY' })).toEqual([['paymentStatusCode', 'PAID', 'READY']]);
});

test.each([
  ['2025-02-28T15:00:00.000000000Z', '2025-03-01T00:00:00+09:00', []],
  ['2025-02-28T15:00:00.500000000Z', '2025-02-28T15:00:00.5Z', []],
  // January 1970 in Seoul
  ['1969-12-31T15:00:00.000000000Z', '1969-12-31T15:00:00Z', []],
  ['2025-03-01T00:00:00Z', '2025-03-01', [['period.start', '2025-03-01T00:00:00Z', '2025-03-01']]],
])('a beginning at %s is told as %s, or differs', (expected, told, differences) => {
  const of = (start: string) => ({ ...plain, period: { start } });
  expect(compared(of(expected), of(told))).toEqual(differences);
});

test.each([
  ['3', '3.00', []],
  ['7.5', '007.50', []],
  ['100', '10', [['lineItems/web/seats/quantity', '100', '10']]],
  ['0', '0.000', []],
])('a quantity of %s is told as %s, or differs', (expected, told, differences) => {
  const of = (quantity: string) => ({ ...plain, lineItems: [{ ...line, quantity }] });
  expect(compared(of(expected), of(told))).toEqual(differences);
});

test.each([[{}], [null], [7], [{ title: 'mystery', price: 500 }]])('a line %j too many is a difference', (more) => {
  expect(compared(statement, { ...statement, lineItems: [line, other, more] })).toEqual([['lineItems/count', 2, 3]]);
});

test.each([
  ['lineItems', null, 'null'],
  ['appliedAdjustments', {}, '{}'],
  ['appliedCredits', 'x', 'x'],
  ['appliedCredits', 0, '0'],
  ['appliedCredits', undefined, 'no list'],
])('%s that is %j is a difference, also where there are none', (list, sent, told) => {
  expect(compared(plain, { ...plain, [list]: sent })).toEqual([[`${list}/count`, 0, told]]);
});

test('a line that is missing is told in its figures, and counted', () => {
  expect(compared(statement, { ...statement, lineItems: [line] })).toEqual([
    ['lineItems/api/seats/projectId', 'api', undefined],
    ['lineItems/api/seats/counterName', 'seats', undefined],
    ['lineItems/api/seats/quantity', '3', undefined],
    ['lineItems/count', 2, 1],
    ['lineItems/api/seats/amount', 300, undefined],
  ]);
});

test('lines that are called as others are counted are told apart', () => {
  const called = (counterName: string, amount: number) => ({ ...line, counterName, amount });
  const lineItems = [called('x', 1), called('x', 2), called('x#2', 3)];
  const wrong = [called('x', 1), called('x', 9), called('x#2', 3)];
  expect(compared({ ...plain, lineItems }, { ...plain, lineItems: wrong })).toEqual([
    ['lineItems/web/x#2/amount', 2, 9],
  ]);
});

test('two statements where there should be one are a difference', () => {
  const twice = { ...outcome(statement), statements: 2 };
  expect(compareOutcomes(outcome(statement), twice)).toEqual([
    { path: 'bill', stage: 'life', expected: 'calculated', actual: '2 statements' },
  ]);
});

test('a bill that is another one in no known figure is a difference all the same', () => {
  const { bill = readBill({}) } = outcome(statement);
  const odd = { refusals: [], bill: { ...bill, totals: { ...bill.totals, tip: 5 } } };
  expect(compareOutcomes({ refusals: [], bill }, odd)).toMatchObject([{ path: 'bill', stage: 'life' }]);
  const written = { refusals: [], bill: { ...bill, totals: { ...bill.totals, tip: undefined, vat: 30 } } };
  expect(compareOutcomes({ refusals: [], bill }, JSON.parse(JSON.stringify(written)))).toEqual([]);
});

test('what is omitted is not compared, also where it tells lines apart', () => {
  const { vat, ...rest } = statement;
  const { description, ...unnamed } = adjustment;
  const told = { ...rest, appliedAdjustments: [unnamed], appliedCredits: [{ amountApplied: 19 }] };
  const omits = ['vat', 'appliedAdjustments.description', 'appliedCredits.campaignName'];
  expect(compared(statement, told, omits)).toEqual([['appliedCredits//amountApplied', 20, 19]]);
});

test('a whole list can be omitted', () => {
  const { appliedCredits, ...told } = statement;
  expect(compared(statement, told, ['appliedCredits'])).toEqual([]);
  expect(compared(statement, { ...statement, appliedCredits: 'x' }, ['appliedCredits'])).toEqual([]);
});

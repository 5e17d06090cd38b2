import { describe, expect, test, vi } from 'vitest';
import { adjustment, bill, owed, reading, underContract } from '../../test/bills.ts';
import { input } from '../../test/worked-example.ts';
import { calculateStatement, type StatementInput, steps, type TracedFigure } from '../index.ts';

function traceOf(traced: StatementInput): TracedFigure[] {
  const traces: TracedFigure[] = [];
  calculateStatement(traced, { trace: (figure) => traces.push(figure) });
  return traces;
}

/** The figures of that name, exact and as on the statement. */
function figures(name: string, traced: Partial<StatementInput>) {
  const all = traceOf({ member: 'kr', month: '2025-03', ...traced });
  return all.filter(({ figure }) => figure === name).map(({ exact, value }) => [exact, value]);
}

const compute = 'compute.c2.c8m8';
const traffic = 'network.traffic.out';

test('quantities are traced with their units, and nothing else has one', () => {
  const units = traceOf(input).map(({ figure, unit }) => (figure === 'quantity' ? unit : (unit ?? 'money')));
  expect(units.slice(0, 4)).toEqual(['HOURS', 'HOURS', 'GB', 'money']);
  expect(new Set(units.slice(3))).toEqual(new Set(['money']));
});

test('the worked example is traced from its quantities to its total', () => {
  const line = (projectId: string, counterName: string) => ({ projectId, counterName });
  const adjusted = (adjustmentId: string, level: string, targetId: string) => ({ adjustmentId, level, targetId });
  const expected: [string, number, string, Record<string, string> | undefined, string, number | string][] = [
    ['aggregate', 2, 'quantity', line('p-a', compute), '100.5', '100.5'],
    ['aggregate', 2, 'quantity', line('p-b', compute), '49.75', '49.75'],
    ['aggregate', 2, 'quantity', line('p-b', traffic), '200', '200'],
    ['price', 3, 'counterAmount', { counterName: compute }, '59649.25', 59_649],
    ['price', 3, 'amount', line('p-a', compute), '39898', 39_898],
    ['price', 3, 'amount', line('p-b', compute), '19751', 19_751],
    ['price', 3, 'counterAmount', { counterName: traffic }, '9000', 9_000],
    ['price', 3, 'amount', line('p-b', traffic), '9000', 9_000],
    ['contract', 4, 'discount', line('p-a', compute), '4987.25', 4_987],
    ['contract', 4, 'discount', line('p-b', compute), '2468.875', 2_469],
    ['contract', 4, 'discount', line('p-b', traffic), '1125', 1_125],
    ['contract', 4, 'usageAmount', undefined, '68649', 68_649],
    ['contract', 4, 'contractDiscount', undefined, '8581', 8_581],
    ['contract', 4, 'baseFee', undefined, '10000', 10_000],
    ['contract', 4, 'minimumCommitment', undefined, '0', 0],
    ['contract', 4, 'subtotal', undefined, '70068', 70_068],
    ['adjust', 5, 'amount', adjusted('a-p-b', 'PROJECT', 'p-b'), '-2515.7', -2_516],
    ['adjust', 5, 'amount', adjusted('a-fix', 'BILLING_GROUP', 'bg'), '5000', 5_000],
    ['adjust', 5, 'amount', adjusted('a-rate', 'BILLING_GROUP', 'bg'), '-2176.56', -2_177],
    ['adjust', 5, 'adjustmentTotal', undefined, '307', 307],
    ['adjust', 5, 'discount', undefined, '13274', 13_274],
    ['adjust', 5, 'chargeBeforeCredit', undefined, '70375', 70_375],
    ['credit', 6, 'amountApplied', { creditId: 'c-paid' }, '9000', 9_000],
    ['credit', 6, 'amountApplied', { creditId: 'c-promo' }, '20000', 20_000],
    ['credit', 6, 'creditApplied', undefined, '29000', 29_000],
    ['credit', 6, 'charge', undefined, '41375', 41_375],
    ['tax', 7, 'vat', undefined, '4137.5', 4_137],
    ['carry', 8, 'unpaidAmount', undefined, '33000', 33_000],
    ['carry', 8, 'lateFee', undefined, '0', 0],
    ['carry', 8, 'totalAmount', undefined, '78512', 78_512],
  ];
  const traced = traceOf(input).map(({ step, section, figure, of, exact, value }) => [
    step,
    section,
    figure,
    of,
    exact,
    value,
  ]);
  expect(traced).toEqual(expected);
  expect(traced.map(([step]) => step).filter((step, n, all) => step !== all[n - 1])).toEqual(steps);
});

describe('a traced figure is exact before rounding', () => {
  const minutes = reading({ counterName: 'compute.g2.t4.c8m64', unit: 'MINUTES', volume: '100' });

  test('as a fraction where its digits never end', () => {
    // 100 minutes are 5/3 hours, at 166.67: 833.35 ÷ 3 = 16667/60
    expect(figures('quantity', { readings: [minutes] })).toEqual([['5/3', '5/3']]);
    expect(figures('counterAmount', { readings: [minutes] })).toEqual([['16667/60', 278]]);
  });

  test('with all digits where they end', () => {
    const readings = [reading({ counterName: 'storage.volume.ssd', unit: 'KB', volume: '1' })];
    expect(figures('quantity', { readings })[0]?.[0]).toBe('0.00000095367431640625');
    // × 100
    expect(figures('counterAmount', { readings })).toEqual([['0.000095367431640625', 0]]);
  });

  test('in the contract, adjustments, tax and late fee', () => {
    const readings = [reading({ volume: '9' })];
    const contracts = underContract({ discountRate: '33.3333' });
    // 9 × 0.333333 = 2.999997 → 3; net 6
    expect(figures('discount', { readings, contracts })[0]).toEqual(['2.999997', 3]);
    const adjustments = [
      adjustment({ type: 'RATE_SURCHARGE', value: '25' }),
      adjustment({ type: 'RATE_DISCOUNT', value: '0' }),
    ];
    expect(figures('amount', { readings, contracts, adjustments }).slice(1)).toEqual([
      ['1.5', 2],
      ['0', 0],
    ]);
    // 9 + 10 % of 9
    expect(figures('vat', { readings })).toEqual([['0.9', 0]]);
    const carried = [owed({ month: '2024-12', charge: 33 })];
    expect(figures('lateFee', { carried })).toEqual([['1.65', 2]]);
  });
});

test('tracing does not change the statement', () => {
  const trace = vi.fn();
  const traced = calculateStatement(input, { trace });
  const calls = trace.mock.calls.length;
  expect(calls).toBe(30);
  // a calculation that does not ask for it tells nobody
  expect(calculateStatement(input)).toEqual(traced);
  expect(trace).toHaveBeenCalledTimes(calls);
});

test('a refused bill is not traced to its end', () => {
  const trace = vi.fn();
  const readings = [reading({ volume: 1 })];
  const contracts = underContract({ baseFee: Number.MAX_SAFE_INTEGER });
  expect(() => bill({ readings, contracts }, { trace })).toThrow();
  expect(trace.mock.calls.map(([{ figure }]) => figure)).not.toContain('totalAmount');
});

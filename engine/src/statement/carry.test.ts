import { describe, expect, test } from 'vitest';
import { bill, owed, reading } from '../../test/bills.ts';
import { type CarriedMonth, standardPolicy } from '../index.ts';

describe('a statement is due', () => {
  test.each([
    ['2025-01', '2025-02-25'],
    ['2024-02', '2024-03-25'],
    ['2025-11', '2025-12-25'],
    ['2025-12', '2026-01-25'],
  ])('%s on %s', (month, dueDate) => {
    expect(bill({ month }).dueDate).toBe(dueDate);
  });
});

test('a due day that the month lacks is its last', () => {
  const lateFees = { ...standardPolicy.lateFees, dueDay: 31 };
  const options = { policy: { ...standardPolicy, lateFees } };
  expect(bill({ month: '2025-01' }, options).dueDate).toBe('2025-02-28');
  // 28 February + 30 days is 30 March: overdue in March, and 5 % of 100 are 5.
  expect(bill({ month: '2025-03', carried: [owed({ month: '2025-01', charge: 100 })] }, options).lateFee).toBe(5);
});

describe('a month is overdue', () => {
  const isFeeCharged = (owedMonth: string, month: string, graceDays?: number) => {
    const lateFees = { ...standardPolicy.lateFees, ...(graceDays !== undefined && { graceDays }) };
    const carried = [owed({ month: owedMonth, charge: 100 })];
    return bill({ month, carried }, { policy: { ...standardPolicy, lateFees } }).lateFee === 5;
  };

  test.each([
    ['2025-01', '2025-02', false], // 25 February + 30 days is 27 March
    ['2025-01', '2025-03', true],
    ['2023-12', '2024-02', true], // 25 January + 30 is 24 February
    ['2024-01', '2024-03', true], // 25 February + 30 of a leap year is 26 March
    ['2024-12', '2025-01', false], // 25 January + 30 is 24 February
    ['2024-12', '2025-02', true],
    ['2025-07', '2025-08', false], // 25 August + 30 is 24 September
    ['2025-07', '2025-09', true],
    ['2020-01', '2025-03', true],
  ])('%s at %s: %s', (owedMonth, month, isOverdue) => {
    expect(isFeeCharged(owedMonth, month)).toBe(isOverdue);
  });

  // The last day of the month is met to the day when there are other days of grace.
  test.each([
    // 25 February 2025 + 3 is the 28th
    ['2025-01', '2025-02', 3, true],
    ['2025-01', '2025-02', 4, false],
    // 25 February 2024 + 4 is the 29th
    ['2024-01', '2024-02', 4, true],
    ['2024-01', '2024-02', 5, false],
    // 25 March + 6 is the 31st
    ['2025-02', '2025-03', 6, true],
    ['2025-02', '2025-03', 7, false],
    // 25 April + 5 is the 30th
    ['2025-03', '2025-04', 5, true],
    ['2025-03', '2025-04', 6, false],
    // 25 February + 34 is 31 March, a day less in a leap year
    ['2025-01', '2025-03', 34, true],
    ['2025-01', '2025-03', 35, false],
    ['2024-01', '2024-03', 35, true],
    ['2024-01', '2024-03', 36, false],
  ])('%s at %s with %d days of grace: %s', (owedMonth, month, graceDays, isOverdue) => {
    expect(isFeeCharged(owedMonth, month, graceDays)).toBe(isOverdue);
  });

  test('as it is said to be, when that is known', () => {
    const lastMonth = owed({ month: '2025-02', charge: 100, isOverdue: true });
    expect(bill({ carried: [lastMonth] }).lateFee).toBe(5);
    const longAgo = owed({ month: '2020-02', charge: 100, isOverdue: false });
    expect(bill({ carried: [longAgo] })).toMatchObject({ unpaidAmount: 100, lateFee: 0 });
  });
});

describe('a late fee', () => {
  const overdue = (fields: Partial<CarriedMonth>, month = '2024-12') => owed({ month, ...fields });
  const fee = (...carried: CarriedMonth[]) => {
    const { unpaidAmount, lateFee, lateFeeMonths } = bill({ carried });
    return { unpaidAmount, lateFee, lateFeeMonths };
  };
  const months = ['2024-12'];

  test.each<[string, Partial<CarriedMonth>, number, number]>([
    ['on charge and tax', { charge: 1_000, vat: 100 }, 1_100, 55],
    ['rounded half up', { charge: 10 }, 10, 1], // 0.5
    ['to nothing', { charge: 9 }, 9, 0], // 0.45
    ['on what is left of them', { charge: 1_000, vat: 100, paid: 500 }, 600, 30],
    // The late fee is paid first, so 1100 are left of 1155.
    ['not on a late fee that was paid', { charge: 1_000, vat: 100, lateFee: 55, paid: 55 }, 1_100, 55],
    ['not on a late fee that was not', { charge: 1_000, vat: 100, lateFee: 55 }, 1_155, 55],
    ['not on a late fee paid in part', { charge: 1_000, vat: 100, lateFee: 55, paid: 20 }, 1_135, 55],
    ['on the rest, once the late fee is paid', { charge: 1_000, vat: 100, lateFee: 55, paid: 655 }, 500, 25],
  ])('is 5 %% %s', (_, fields, unpaidAmount, lateFee) => {
    expect(fee(overdue(fields))).toEqual({ unpaidAmount, lateFee, lateFeeMonths: months });
  });

  test('is not charged for a month that owes only a late fee', () => {
    expect(fee(overdue({ lateFee: 55 }))).toEqual({ unpaidAmount: 55, lateFee: 0, lateFeeMonths: [] });
  });

  test('is not charged for a month that is paid', () => {
    expect(fee(overdue({ charge: 1_000, paid: 1_000 }))).toEqual({ unpaidAmount: 0, lateFee: 0, lateFeeMonths: [] });
  });

  test('is charged once for a month', () => {
    const charged = overdue({ charge: 1_000, lateFeeCharged: true });
    expect(fee(charged)).toEqual({ unpaidAmount: 1_000, lateFee: 0, lateFeeMonths: [] });
  });

  test('of 0 % is borne by no month', () => {
    const policy = { ...standardPolicy, lateFees: { ...standardPolicy.lateFees, rate: '0.0' } };
    const carried = [overdue({ charge: 1_000 })];
    expect(bill({ carried }, { policy })).toMatchObject({ unpaidAmount: 1_000, lateFee: 0, lateFeeMonths: [] });
  });

  test('is rounded once for all months', () => {
    // 5 % of 10 + 10 is 1; each by itself 0.5 → 1 would be 2
    const both = fee(overdue({ charge: 10 }), overdue({ charge: 10 }, '2024-11'));
    expect(both).toMatchObject({ unpaidAmount: 20, lateFee: 1 });
    expect([...both.lateFeeMonths].sort()).toEqual(['2024-11', '2024-12']);
  });
});

test('the total is charge, tax, what is unpaid of earlier months, and the late fee', () => {
  const carried = [
    owed({ month: '2024-12', charge: 1_000, vat: 100, paid: 100 }),
    owed({ month: '2025-02', charge: 400 }),
    // neither this month nor a later one
    owed({ month: '2025-03', charge: 70_000 }),
    owed({ month: '2025-04', charge: 80_000 }),
  ];
  expect(bill({ readings: [reading({ volume: 200 })], carried })).toMatchObject({
    charge: 200,
    vat: 20,
    unpaidAmount: 1_400,
    lateFee: 50, // 5 % of 1000
    lateFeeMonths: ['2024-12'],
    totalAmount: 1_670,
  });
});

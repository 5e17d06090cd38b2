import { describe, expect, test } from 'vitest';
import { billers } from '../../../test/billers.ts';
import { calendar } from './calendar.ts';

const plain = { inForce: 'none' };

describe.each(billers())('%s', (_, billed) => {
  test.each([
    // New York: from midnight EST, 05:00 in UTC, to midnight EDT, 04:00. 27 × 7.5 = 202.5
    ['us', '2025-03', 'first-instant', '2025-03-01T05', '2025-04-01T04', 203],
    // 20 × 7.5
    ['us', '2025-03', 'before-first', '2025-03-01T05', '2025-04-01T04', 150],
    ['us', '2025-11', 'last-instant', '2025-11-01T04', '2025-12-01T05', 203],
    ['us', '2025-11', 'after-last', '2025-11-01T04', '2025-12-01T05', 150],
    // January 31, 19:00 in New York
    ['us', '2025-02', 'utc-midnight', '2025-02-01T05', '2025-03-01T05', 150],
    // Paris: CEST to CET. 27 × 6.95 = 187.65, 20 × 6.95 = 139
    ['eu', '2025-10', 'last-instant', '2025-09-30T22', '2025-10-31T23', 188],
    ['eu', '2025-10', 'before-first', '2025-09-30T22', '2025-10-31T23', 139],
    // Seoul, a leap year and another: 27 × 100, 20 × 100
    ['kr', '2024-02', 'last-instant', '2024-01-31T15', '2024-02-29T15', 2_700],
    ['kr', '2025-02', 'utc-midnight', '2025-01-31T15', '2025-02-28T15', 2_700],
    ['kr', '2025-02', 'after-last', '2025-01-31T15', '2025-02-28T15', 2_000],
    // December 31, 23:59:59 in UTC, written with another offset; 27 × 7.5
    ['etc', '2025-12', 'other-offset', '2025-12-01T00', '2026-01-01T00', 203],
  ])('bills %s’s %s with a reading %s', async (member, month, at, start, end, usageAmount) => {
    const { bill } = await billed(calendar, { member, month, meter: 'DELTA', at, ...plain });
    const period = { 'period.start': `${start}:00:00Z`, 'period.end': `${end}:00:00Z` };
    expect(bill?.totals).toMatchObject({ ...period, usageAmount });
  });

  test.each([
    // The counter runs from 100 to 160 at mid-month, and on to 175.
    ['CUMULATIVE', 'last-instant', '75'],
    // The counter runs on from 100 to 175, and from 0 to 160 after a reset.
    ['CUMULATIVE', 'first-instant', '235'],
    // It was at 175 before the month, so that 160 comes after a reset
    ['CUMULATIVE', 'before-first', '160'],
    ['CUMULATIVE', 'after-last', '60'],
    // Two readings are of the latest instant, 30 and 7; the one that came last counts.
    ['GAUGE', 'last-instant', '7'],
    ['GAUGE', 'mid-month', '7'],
    ['GAUGE', 'first-instant', '20'],
    ['GAUGE', 'after-last', '20'],
  ])('reads a %s meter, twice or more, %s: %s', async (meter, at, quantity) => {
    const { bill } = await billed(calendar, { member: 'eu', month: '2025-10', meter, at, ...plain });
    expect(bill?.lineItems.map((line) => line.quantity)).toEqual([quantity]);
  });

  test.each([
    // 27 × 11 = 297; 10 % is 29.7; 15 % of 267 is 40.05; 227 × 10 % is 22.7
    ['this-month', { contractDiscount: 30, adjustmentTotal: -40, charge: 227, vat: 22 }],
    // 297 × 10 % is 29.7
    ['ended', { contractDiscount: 0, adjustmentTotal: 0, charge: 297, vat: 29 }],
    ['next-month', { contractDiscount: 0, adjustmentTotal: 0, charge: 297, vat: 29 }],
    // 20 % is 59.4; 238 × 10 % is 23.8
    ['newer-first', { contractDiscount: 59, adjustmentTotal: 0, charge: 238, vat: 23 }],
    ['older-first', { contractDiscount: 59, adjustmentTotal: 0, charge: 238, vat: 23 }],
    ['same-month', { contractDiscount: 59, adjustmentTotal: 0, charge: 238, vat: 23 }],
  ])('bills by what is in force %s', async (inForce, totals) => {
    const { bill } = await billed(calendar, {
      member: 'jp',
      month: '2025-01',
      meter: 'DELTA',
      at: 'mid-month',
      inForce,
    });
    expect(bill?.totals).toMatchObject({ usageAmount: 297, ...totals });
  });
});

import { standardPolicy } from '@billing-testkit/engine';
import { describe, expect, test } from 'vitest';
import { billers } from '../../../test/billers.ts';
import { billByEngine } from '../../cases/bill-by-engine.ts';
import { cellText } from '../matrix.ts';
import { selectCells } from '../select-cells.ts';
import { calendar } from './calendar.ts';

const plain = { inForce: 'none' };

/*
 * Beside the meter that varies there are readings at every edge of the month: 1 just before it, 10 at its first instant, 100 at its last
 * and 1000 after it. 110 count, for 110 × 7.5 = 825 US cents, 110 × 6.95 = 764.5 euro cents, ₩11 000 or ¥1 210.
 */

describe.each(billers())('%s', (_, billed) => {
  test.each([
    // New York: from midnight EST, 05:00 in UTC, to midnight EDT, 04:00. 27 × 7.5 = 202.5, with 825 for the edges
    ['us', '2025-03', 'first-instant', '2025-03-01T05', '2025-04-01T04', 1_028],
    // 20 × 7.5
    ['us', '2025-03', 'before-first', '2025-03-01T05', '2025-04-01T04', 975],
    ['us', '2025-11', 'last-instant', '2025-11-01T04', '2025-12-01T05', 1_028],
    ['us', '2025-11', 'after-last', '2025-11-01T04', '2025-12-01T05', 975],
    // January 31, 19:00 in New York
    ['us', '2025-02', 'utc-midnight', '2025-02-01T05', '2025-03-01T05', 975],
    // Paris: CEST to CET. 27 × 6.95 = 187.65, 20 × 6.95 = 139, and 765
    ['eu', '2025-10', 'last-instant', '2025-09-30T22', '2025-10-31T23', 953],
    ['eu', '2025-10', 'before-first', '2025-09-30T22', '2025-10-31T23', 904],
    // Seoul, a leap year and another: 27 × 100, 20 × 100, and 11 000
    ['kr', '2024-02', 'last-instant', '2024-01-31T15', '2024-02-29T15', 13_700],
    ['kr', '2025-02', 'utc-midnight', '2025-01-31T15', '2025-02-28T15', 13_700],
    ['kr', '2025-02', 'after-last', '2025-01-31T15', '2025-02-28T15', 13_000],
    // December 31, 23:59:59 in UTC, written with another offset; 202.5 and 825
    ['etc', '2025-12', 'other-offset', '2025-12-01T00', '2026-01-01T00', 1_028],
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
    expect(bill?.lineItems.map((line) => [line.counterName, line.quantity])).toEqual([
      ['at.edges', '110'],
      ['units', quantity],
    ]);
  });

  test.each([
    // 27 × 11 = 297 and 1 210; 10 % is 29.7 and 121; 15 % of 1 356 is 203.4; 1 153 × 10 % is 115.3
    ['this-month', { contractDiscount: 151, adjustmentTotal: -203, charge: 1_153, vat: 115 }],
    // 1 507 × 10 % is 150.7
    ['ended', { contractDiscount: 0, adjustmentTotal: 0, charge: 1_507, vat: 150 }],
    ['next-month', { contractDiscount: 0, adjustmentTotal: 0, charge: 1_507, vat: 150 }],
    // 20 % is 59.4 and 242; 1 206 × 10 % is 120.6
    ['newer-first', { contractDiscount: 301, adjustmentTotal: 0, charge: 1_206, vat: 120 }],
    ['older-first', { contractDiscount: 301, adjustmentTotal: 0, charge: 1_206, vat: 120 }],
    ['same-month', { contractDiscount: 301, adjustmentTotal: 0, charge: 1_206, vat: 120 }],
  ])('bills by what is in force %s', async (inForce, totals) => {
    const { bill } = await billed(calendar, {
      member: 'jp',
      month: '2025-01',
      meter: 'DELTA',
      at: 'mid-month',
      inForce,
    });
    expect(bill?.totals).toMatchObject({ usageAmount: 1_507, ...totals });
  });
});

test('the first and the last instant are in every month of every member, and what is beside them is not', () => {
  const { cells } = selectCells(calendar, { filter: 'meter=DELTA,at=mid-month,inForce=none' });
  expect(cells).toHaveLength(35);
  for (const cell of cells) {
    const lines = billByEngine(calendar.caseOf(cell)).bill?.lineItems ?? [];
    expect([cellText(cell), lines[0]?.counterName, lines[0]?.quantity]).toEqual([cellText(cell), 'at.edges', '110']);
  }
});

test.each([
  // Sydney's clock changes on 6 April and 5 October, and October is there already.
  ['Australia/Sydney', ['2025-04']],
  ['Asia/Kolkata', []],
  // Cairo's clock changes on 25 April and on 31 October.
  ['Africa/Cairo', ['2025-04']],
  // Auckland's clock changes on 6 April and 28 September.
  ['Pacific/Auckland', ['2025-04', '2025-09']],
])('the months in which the clock of %s changes are there, too: %j', (timeZone, months) => {
  const members = standardPolicy.members.map((member) => ({ ...member, timeZone }));
  const labels = calendar.forPolicy({ ...standardPolicy, members }).dimensions[1]?.labels;
  expect(labels).toEqual(['2025-01', '2024-02', '2025-02', '2025-03', '2025-10', '2025-11', '2025-12', ...months]);
});

import { addDays, addMonths, lastDay } from '@billing-testkit/engine';
import { describe, expect, test } from 'vitest';
import { adjustmentsOf, billers, creditsOf, linesOf } from '../../../test/billers.ts';
import { previewByEngine } from '../../cases/preview.ts';
import { cellCount } from '../matrix.ts';
import { selectCells } from '../select-cells.ts';
import { standard } from './standard.ts';

/*
 * The quantities that everybody uses:
 * compute.c2.c8m8      web 9000 + month minutes, api 4801, db 2999: in March 16 803 minutes = 280.05 h
 * compute.g2.t4.c8m64  web 360 007 s = 100.00194… h
 * network.floating_ip  web 100, up to 350.00833…, reset and 40: 390.00833… h
 * network.traffic.out  web 1 TB = 1024 GB, api 150 000 MB = 146.484375 GB: 1170.484375 GB
 * queue.messages       db 10.1 + 20.2 = 30.3
 * storage.volume.ssd   db 300 GB, which is later than the 420, and 128 GB: 428 GB
 * support.seat         web 7, api 6: 13 seats, 3 packages
 */

describe.each(billers())('%s', (_, billed) => {
  test('bills Korea’s March with an overdue month, two discounts and all credits', async () => {
    const outcome = await billed(standard, {
      member: 'kr',
      month: '2025-03',
      unpaid: 'OVERDUE',
      group: '-10%',
      project: '-8000',
      credits: 'ALL',
    });
    expect(outcome.refusals).toEqual([]);
    expect(linesOf(outcome)).toEqual([
      // 280.05 × 397 = 111 179.85 → 111 180, shared 59 569.93 + 31 766.66 + 19 843.41: the two units left go to web and api
      ['api', 'compute.c2.c8m8', '80.016666666667', 31_767, 31_767],
      // 900 × 90 + 170.484375 × 70 = 92 933.90625 → 92 934, shared 81 303.45 + 11 630.55
      ['api', 'network.traffic.out', '146.484375', 11_631, 11_631],
      // 3 × 30 000 = 90 000, shared 48 461.54 + 41 538.46
      ['api', 'support.seat', '6', 41_538, 41_538],
      ['db', 'compute.c2.c8m8', '49.983333333333', 19_843, 19_843],
      // 30.3 × 100
      ['db', 'queue.messages', '30.3', 3_030, 3_030],
      // 428 × 100
      ['db', 'storage.volume.ssd', '428', 42_800, 42_800],
      ['web', 'compute.c2.c8m8', '150.05', 59_570, 59_570],
      // 100.00194… × 166.67 = 16 667.32…
      ['web', 'compute.g2.t4.c8m64', '100.001944444444', 16_667, 16_667],
      // 390.00833… × 25 = 9 750.208…
      ['web', 'network.floating_ip', '390.008333333333', 9_750, 9_750],
      ['web', 'network.traffic.out', '1024', 81_303, 81_303],
      ['web', 'support.seat', '7', 48_462, 48_462],
    ]);
    expect(adjustmentsOf(outcome)).toEqual([
      // api: 31 767 + 11 631 + 41 538
      ['api', 84_936, -8_000],
      // 366 361 − 8 000; 35 836.1
      ['group', 358_361, -35_836],
    ]);
    expect(creditsOf(outcome)).toEqual([
      ['FREE', 20_000, 0],
      ['REFUND', 15_000, 0],
      ['PAID', 30_000, 0],
    ]);
    expect(outcome.bill?.totals).toMatchObject({
      usageAmount: 366_361,
      subtotal: 366_361,
      adjustmentTotal: -43_836,
      discount: 43_836,
      creditApplied: 65_000,
      // 366 361 − 43 836 − 65 000
      charge: 257_525,
      // 25 752.5, down
      vat: 25_752,
      // January's 100 000 and 10 %
      unpaidAmount: 110_000,
      // 5 %
      lateFee: 5_500,
      totalAmount: 398_777,
      dueDate: '2025-04-25',
    });
  });

  test('bills Japan’s December with a month owed, a surcharge, a discount and more credit than there is to pay', async () => {
    const outcome = await billed(standard, {
      member: 'jp',
      month: '2025-12',
      unpaid: 'CURRENT',
      group: '+5%',
      project: '-8%',
      credits: 'FREE_PAID',
    });
    // 12 189 + 1 825 + 4 708 + 1 073 + 10 223 + 9 900 + 333 by the counters above, compute 280.2 × 43.5 = 12 188.7
    expect(outcome.bill?.totals).toMatchObject({
      usageAmount: 40_251,
      adjustmentTotal: 1_229,
      creditApplied: 41_480,
      charge: 0,
      vat: 0,
      unpaidAmount: 55_000,
      lateFee: 0,
      totalAmount: 55_000,
    });
    expect(adjustmentsOf(outcome)).toEqual([
      // 3 481 + 1 279 + 4 569; 8 % is 746.32
      ['api', 9_329, -746],
      // 40 251 − 746; 5 % is 1 975.25
      ['group', 39_505, 1_975],
    ]);
    expect(creditsOf(outcome)).toEqual([
      ['FREE', 20_000, 0],
      ['PAID', 21_480, 8_520],
    ]);
  });

  test('bills the United States’ February, December’s bill overdue', async () => {
    const outcome = await billed(standard, {
      member: 'us',
      month: '2025-02',
      unpaid: 'OVERDUE',
      group: '-10000',
      project: '+3%',
      credits: 'REFUND',
    });
    // 8 345 + 1 250 + 3 210 + 731 + 6 970 + 6 750 + 227, compute 280.0333… × 29.8 = 8 344.9933…, messages 227.25
    expect(outcome.bill?.totals).toMatchObject({
      usageAmount: 27_483,
      // api 2 384 + 872 + 3 115 = 6 371, 3 % is 191.13: 191; and −10 000
      adjustmentTotal: -9_809,
      creditApplied: 15_000,
      charge: 2_674,
      // 220.605, half up
      vat: 221,
      // 100 000 and 8.25 %
      unpaidAmount: 108_250,
      // 5 412.5, half up
      lateFee: 5_413,
      totalAmount: 116_558,
    });
  });

  test('bills Europe’s January, of which a project’s discount takes no more than there is', async () => {
    const outcome = await billed(standard, {
      member: 'eu',
      month: '2025-01',
      unpaid: 'CURRENT',
      group: 'none',
      project: '-8000',
      credits: 'FREE',
    });
    // 7 672 + 1 155 + 2 975 + 673 + 6 452 + 6 270 + 211, compute 280.01666… × 27.4 = 7 672.4566…
    expect(outcome.bill?.totals).toMatchObject({ usageAmount: 25_408, charge: 0, vat: 0, totalAmount: 60_000 });
    // 2 192 + 807 + 2 894
    expect(adjustmentsOf(outcome)).toEqual([['api', 5_893, -5_893]]);
    // 25 408 − 5 893 = 19 515
    expect(creditsOf(outcome)).toEqual([['FREE', 19_515, 485]]);
  });

  test('bills October to a member without tax', async () => {
    const outcome = await billed(standard, {
      member: 'etc',
      month: '2025-10',
      unpaid: 'none',
      group: '+5000',
      project: '+3000',
      credits: 'none',
    });
    // compute 280.1666… × 29.8 = 8 348.9666…: 4 more than in February
    expect(outcome.bill?.totals).toMatchObject({ usageAmount: 27_487, vat: 0, totalAmount: 35_487 });
  });
});

test('it has 27 000 cells', () => {
  expect(cellCount(standard.dimensions)).toBe(27_000);
});

describe('every month of the year', () => {
  const months = Array.from({ length: 12 }, (_, index) => addMonths('2025-01', index));

  // Due on the 25th of the month after it, and overdue 30 days later.
  test.each([...months, '2024-02', '2024-03'])('in %s two months ago is overdue, and last month is not', (month) => {
    const overdueFrom = (owed: string) => addDays(`${addMonths(owed, 1)}-25`, 30);
    expect(overdueFrom(addMonths(month, -2)) <= lastDay(month)).toBe(true);
    expect(overdueFrom(addMonths(month, -1)) <= lastDay(month)).toBe(false);
    const { cells } = selectCells(standard, {
      months: [month],
      filter: 'member=etc,group=none,project=none,credits=none',
    });
    const fees = cells.map((cell) => previewByEngine(standard.caseOf(cell)).bill?.totals);
    expect(fees.map((totals) => [totals?.unpaidAmount, totals?.lateFee])).toEqual([
      [0, 0],
      [50_000, 0],
      [100_000, 5_000],
    ]);
  });
});

test('every cell can be asked for as a preview', () => {
  const { cells } = selectCells(standard, { coverage: 'pairwise' });
  for (const cell of cells) expect(previewByEngine(standard.caseOf(cell)).bill).toBeDefined();
});

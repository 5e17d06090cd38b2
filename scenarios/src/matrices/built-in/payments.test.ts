import { standardPolicy } from '@billing-testkit/engine';
import { describe, expect, test } from 'vitest';
import { billers, creditsOf } from '../../../test/billers.ts';
import type { Cell } from '../matrix.ts';
import { payments } from './payments.ts';

const inAugust = { month: '2025-08' };

describe.each(billers())('%s', (_, billed) => {
  test('takes a late fee of an overdue month, and not of its late fee', async () => {
    const labels = { earlier: 'late-fee-overdue', bill: 'some', path: 'paid' };
    const { bill, refusals } = await billed(payments, { member: 'kr', ...inAugust, ...labels });
    expect(refusals).toEqual([]);
    expect(bill?.totals).toMatchObject({
      charge: 5_030,
      vat: 503,
      // April: 10 030 + 1 003 = 11 033. June: 3 000 + 300, and 5 % of April, 551.65: 3 852
      unpaidAmount: 14_885,
      // April has been charged for. 5 % of June's 3 300
      lateFee: 165,
      totalAmount: 20_583,
      // 5 030 + 503 + 165
      paidAmount: 5_698,
      amountDue: 0,
      paymentStatus: 'PAID',
    });
  });

  test('pays the oldest month first, in parts', async () => {
    const labels = { earlier: 'part-paid', bill: 'late-usage', path: 'paid-in-parts' };
    const { bill, refusals } = await billed(payments, { member: 'us', ...inAugust, ...labels });
    // July's was declined before, and August's pays it
    expect(refusals).toEqual([{ step: 'pay 2025-07', code: 'PAYMENT_DECLINED' }]);
    expect(bill?.totals).toMatchObject({
      usageAmount: 5_030,
      // 414.975
      vat: 415,
      // June: 10 030 + 827 (827.475) − 1 015 = 9 842. July: 3 000 + 248 (247.5)
      unpaidAmount: 13_090,
      // 5 % of 9 842 is 492.1; July is not overdue
      lateFee: 492,
      totalAmount: 19_027,
      paidAmount: 5_937,
      amountDue: 0,
      paymentStatus: 'PAID',
    });
  });

  test('uses what was refunded as a credit, and collects what is registered', async () => {
    const labels = { earlier: 'refunded-as-credit', bill: 'some', path: 'registered-then-collected' };
    const outcome = await billed(payments, { member: 'eu', ...inAugust, ...labels });
    expect(creditsOf(outcome)).toEqual([['Refund of 2025-07', 1_015, 0]]);
    expect(outcome.bill?.totals).toMatchObject({
      // 5 030 − 1 015; 20 %
      charge: 4_015,
      vat: 803,
      unpaidAmount: 0,
      paidAmount: 4_818,
      paymentStatus: 'PAID',
    });
  });

  test('refuses payments while an earlier one is in flight', async () => {
    const labels = { earlier: 'pending', bill: 'some', path: 'paid-in-parts' };
    const { bill, refusals } = await billed(payments, { member: 'jp', ...inAugust, ...labels });
    const refused = { step: 'pay 2025-08', code: 'INVALID_TRANSITION' };
    expect(refusals).toEqual([refused, refused, refused]);
    // June 11 033, July 3 300; 5 % of June is 551.65; 5 530 + 3 (5 030 and its tax of 503)
    const totals = {
      unpaidAmount: 14_333,
      lateFee: 552,
      totalAmount: 20_418,
      amountDue: 20_418,
      paymentStatus: 'READY',
    };
    expect(bill?.totals).toMatchObject(totals);
  });

  test('undoes the payment of an older month, and refunds nothing of one that paid nothing', async () => {
    const labels = { earlier: 'cancelled', bill: 'nothing', path: 'refunded-in-parts' };
    const { bill, refusals } = await billed(payments, { member: 'etc', ...inAugust, ...labels });
    const refused = { step: 'refund 2025-08', code: 'INVALID_TRANSITION' };
    expect(refusals).toEqual([refused, refused, refused, refused]);
    // July's 3 000, June is cancelled: paid by the payment of August, and owed again.
    const totals = {
      charge: 0,
      unpaidAmount: 3_000,
      lateFee: 0,
      paidAmount: 0,
      amountDue: 3_000,
      paymentStatus: 'PAID',
    };
    expect(bill?.totals).toMatchObject(totals);
  });

  test('refunds what was paid, and no more', async () => {
    const labels = { earlier: 'none', bill: 'some', path: 'refunded-in-parts' };
    const { bill, refusals } = await billed(payments, { member: 'kr', ...inAugust, ...labels });
    expect(refusals).toEqual([
      // This is after 77 were refunded.
      { step: 'cancel the payments of 2025-08', code: 'INVALID_TRANSITION' },
      { step: 'refund 2025-08', code: 'OVERPAYMENT' },
      // This is after all was refunded.
      { step: 'refund 2025-08', code: 'INVALID_TRANSITION' },
    ]);
    expect(bill?.totals).toMatchObject({ paidAmount: 5_533, amountDue: 0, paymentStatus: 'REFUNDED' });
  });

  test('takes half, the larger one', async () => {
    const labels = { earlier: 'none', bill: 'some', path: 'paid-by-half' };
    const { bill } = await billed(payments, { member: 'kr', ...inAugust, ...labels });
    expect(bill?.totals).toMatchObject({ paidAmount: 2_767, amountDue: 2_766, paymentStatus: 'PARTIALLY_PAID' });
  });

  test('charges a late fee again only for a month that bore none', async () => {
    const labels = { earlier: 'late-fee-charged', bill: 'nothing', path: 'none' };
    const { bill } = await billed(payments, { member: 'jp', ...inAugust, ...labels });
    // May 11 033; July 3 300 and May's late fee of 552, 3 852
    expect(bill?.totals).toMatchObject({
      unpaidAmount: 14_885,
      lateFee: 0,
      totalAmount: 14_885,
      paymentStatus: 'READY',
    });
  });

  test('takes a late fee of a large amount to its last minor unit', async () => {
    const labels = { earlier: 'overdue-large', bill: 'nothing', path: 'none' };
    const { bill } = await billed(payments, { member: 'kr', ...inAugust, ...labels });
    // 100 000 000 030 and 10 %; 5 % is 5 500 000 001.65
    expect(bill?.totals).toMatchObject({ unpaidAmount: 110_000_000_033, lateFee: 5_500_000_002 });
  });

  test.each([
    // December's bill, due on 25 January, is overdue from 24 February on, the 30th day after: 5 % of 11 033 is 551.65
    ['2025-02', 'overdue', 11_033, 552],
    // January's is due on 25 February.
    ['2025-02', 'current', 3_300, 0],
    // December's, due on 25 January, is not yet overdue on 31 January.
    ['2024-01', 'current', 3_300, 0],
    ['2024-01', 'overdue', 11_033, 552],
  ])('takes at the end of %s of what is %s, %d, a late fee of %d', async (month, earlier, unpaidAmount, lateFee) => {
    const labels = { month, earlier, bill: 'nothing', path: 'none' };
    const { bill } = await billed(payments, { member: 'kr', ...labels });
    expect(bill?.totals).toMatchObject({ unpaidAmount, lateFee });
  });
});

test('earlier months are of other days when the grace is', () => {
  const lateFees = { ...standardPolicy.lateFees, graceDays: 100 };
  const other = payments.forPolicy({ ...standardPolicy, lateFees });
  const labels = { member: 'kr', bill: 'some', path: 'none' };
  const earlierIn = (cell: Cell) => other.caseOf({ ...labels, ...cell }).earlier?.map(({ month }) => month);
  expect(other.dimensions[1]?.labels).toEqual(['2025-08', '2025-06', '2024-01']);
  // A month is overdue five months later: March's bill in August, and November's in April.
  expect(earlierIn({ month: '2025-08', earlier: 'overdue' })).toEqual(['2025-03']);
  expect(earlierIn({ month: '2025-08', earlier: 'current' })).toEqual(['2025-04']);
  expect(earlierIn({ month: '2025-08', earlier: 'late-fee-charged' })).toEqual(['2024-11', '2025-04']);
  expect(earlierIn({ month: '2025-08', earlier: 'late-fee-overdue' })).toEqual(['2024-10', '2025-03']);
});

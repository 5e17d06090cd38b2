import { describe, expect, test } from 'vitest';
import { billers, creditsOf } from '../../../test/billers.ts';
import { credits } from './credits.ts';

/*
 * February's bill is 11 111. Beside the probe there are prepaid, PAID 3 000 to 5 March, which is soon; free, FREE 5 000 for ever;
 * and bonus, BONUS 2 000 to 28 April.
 */
const once = { month: '2025-02', granted: 'last', recalculated: 'never' };

describe.each(billers())('%s', (_, billed) => {
  test('uses a promotional credit of 7 March before a paid one that expires sooner', async () => {
    const labels = { credits: 'PROMOTIONAL:to-7-days-after', amount: 'part' };
    const outcome = await billed(credits, { member: 'kr', ...once, ...labels });
    expect(creditsOf(outcome)).toEqual([
      ['probe', 4_000, 0],
      ['prepaid', 3_000, 0],
      ['bonus', 2_000, 0],
      // 11 111 − 9 000
      ['free', 2_111, 2_889],
    ]);
    expect(outcome.bill?.totals).toMatchObject({ creditApplied: 11_111, charge: 0, vat: 0, totalAmount: 0 });
  });

  test('uses one of 8 March after it, and before one of its rank that expires later', async () => {
    const labels = { credits: 'PROMOTIONAL:to-8-days-after', amount: 'less' };
    const outcome = await billed(credits, { member: 'us', ...once, ...labels });
    expect(creditsOf(outcome)).toEqual([
      ['prepaid', 3_000, 0],
      ['probe', 600, 0],
      ['bonus', 2_000, 0],
      ['free', 5_000, 0],
    ]);
    // 11 111 − 10 600; 8.25 % is 42.1575
    expect(outcome.bill?.totals).toMatchObject({ charge: 511, vat: 42, totalAmount: 553 });
  });

  test('uses of two equal ones the one that was granted first, and anew when more was used', async () => {
    const labels = { credits: 'FREE:ever', amount: 'more', granted: 'first', recalculated: 'with-more' };
    const outcome = await billed(credits, { member: 'eu', ...once, ...labels });
    expect(creditsOf(outcome)).toEqual([
      ['prepaid', 3_000, 0],
      ['bonus', 2_000, 0],
      // 16 111 − 5 000
      ['probe', 11_111, 28_889],
    ]);
    expect(outcome.bill?.totals).toMatchObject({ usageAmount: 16_111, charge: 0, totalAmount: 0 });
  });

  test('calculates twice what it calculates once', async () => {
    const labels = { credits: 'COMPENSATION:ever', amount: 'less' };
    const first = await billed(credits, { member: 'kr', ...once, ...labels });
    // The credit is as free as the free one, and it was granted later.
    expect(creditsOf(first)).toEqual([
      ['prepaid', 3_000, 0],
      ['bonus', 2_000, 0],
      ['free', 5_000, 0],
      ['probe', 600, 0],
    ]);
    expect(first.bill?.totals).toMatchObject({ charge: 511, vat: 51, totalAmount: 562 });
    const again = await billed(credits, { member: 'kr', ...once, ...labels, recalculated: 'unchanged' });
    expect(again).toEqual(first);
  });

  test.each([
    ['to-day-before', [], 1_111, 1_222],
    ['from-next-month', [], 1_111, 1_222],
    ['to-first-day', [['probe', 4_000, 0]], 0, 0],
    // The credit is valid for ever, and refunds come after free credits.
    ['from-last-day', [['probe', 1_111, 2_889]], 0, 0],
  ])('takes a refund that is valid %s for %j', async (valid, probe, charge, totalAmount) => {
    const outcome = await billed(credits, { member: 'jp', ...once, credits: `REFUND:${valid}`, amount: 'part' });
    expect(creditsOf(outcome)?.filter(([name]) => name === 'probe')).toEqual(probe);
    expect(outcome.bill?.totals).toMatchObject({ charge, totalAmount });
  });

  test.each([
    // The credit of the last day is usable, and not soon used up without others.
    ['alone:from-last-day', [['probe', 4_000, 0]], 7_111],
    ['alone:to-day-before', [], 11_111],
    // 11 111 − 8 000
    [
      'PAID+FREE',
      [
        ['second', 8_000, 0],
        ['first', 3_111, 4_889],
      ],
      0,
    ],
    [
      'FREE+PAID',
      [
        ['first', 8_000, 0],
        ['second', 3_111, 4_889],
      ],
      0,
    ],
    // They are equal, and the one granted first comes first.
    [
      'FREE+COMPENSATION',
      [
        ['first', 8_000, 0],
        ['second', 3_111, 4_889],
      ],
      0,
    ],
    // Both are promotional, and never is the latest expiry.
    [
      'ever+to-later',
      [
        ['second', 8_000, 0],
        ['first', 3_111, 4_889],
      ],
      0,
    ],
    ['none', undefined, 11_111],
  ])('uses of %s %j', async (granted, used = [], charge) => {
    const outcome = await billed(credits, { member: 'kr', ...once, credits: granted, amount: 'part' });
    expect(creditsOf(outcome)).toEqual(used);
    expect(outcome.bill?.totals).toMatchObject({ charge });
  });
});

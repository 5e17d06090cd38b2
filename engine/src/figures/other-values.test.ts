import { describe, expect, test } from 'vitest';
import { checkPolicy, type Figure, figuresOf, rankOrderOf, standardPolicy } from '../index.ts';

const ranks = rankOrderOf(standardPolicy);
const figures = new Map(
  [...figuresOf(standardPolicy), ...(ranks ? [ranks] : [])].map((figure) => [figure.name, figure]),
);

function named(name: string): Figure {
  const figure = figures.get(name);
  if (!figure) throw new Error(`There is no figure ${name}.`);
  return figure;
}

const firstRanks = 'PROMOTIONAL = CAMPAIGN = BONUS before FREE = COMPENSATION';

test.each([
  ['members.jp tax rate', '9', 'Tax is 9 %, not 10 %, for jp.'],
  ['members.us tax rounding', 'DOWN', 'Tax is rounded DOWN, not HALF_UP, for us.'],
  ['members.eu time zone', 'Europe/Lisbon', 'Months begin and end in Europe/Lisbon, not Europe/Paris, for eu.'],
  ['units.GB', '1000000', '1 GB is 1000000 KB, not 1048576.'],
  ['units.KB', '2', 'The size of KB is 2, not 1, beside the other units.'],
  ['prices.compute.c2.c8m8.KRW', '379', 'compute.c2.c8m8 is billed at 379, not 397, in KRW.'],
  [
    'prices.network.traffic.out.USD tier 1 upTo',
    '120',
    'The second tier of network.traffic.out begins above 120, not 100, in USD.',
  ],
  [
    'prices.network.traffic.out.USD tier 3 price',
    '5',
    'The third tier of network.traffic.out is billed at 5, not 5.25, in USD.',
  ],
  ['prices.support.seat.KRW packageSize', '6', 'A package of support.seat has 6, not 5, in KRW.'],
  ['prices.support.seat.KRW', '33000', 'A package of support.seat is billed at 33000, not 30000, in KRW.'],
  ['adjustments.defaultPriority', '-5', 'An adjustment without a priority has priority -5, not 100.'],
  ['adjustments.maxRateDiscount', '50', 'The largest discount rate is 50 %, not 100 %.'],
  ['adjustments.maxRateSurcharge', '50', 'The largest surcharge rate is 50 %, not 200 %.'],
  ['adjustments.maxFixedAmount', '1000', 'The largest fixed amount is 1000, not 1000000000000.'],
  ['credits.expiringSoonDays', '30', 'Expiring soon is 30 days, not 7.'],
  [
    'credits.ranks',
    `${firstRanks} before PAID before REFUND`,
    'Credits are used PAID before REFUND, not REFUND before PAID.',
  ],
  [
    'credits.ranks',
    `${firstRanks} = REFUND before PAID`,
    'Credits are used FREE = COMPENSATION = REFUND, not FREE = COMPENSATION before REFUND.',
  ],
  ['lateFees.dueDay', '20', 'Bills are due on day 20, not 25, of the following month.'],
  ['lateFees.graceDays', '0', 'The grace period is 0 days, not 30.'],
  ['lateFees.graceDays', '1', 'The grace period is 1 day, not 30.'],
  ['lateFees.rate', '6', 'The late fee is 6 %, not 5 %.'],
])('%s can be %s: %s', (name, value, sentence) => {
  const figure = named(name);
  expect(figure.sentence(value)).toBe(sentence);
  const policy = figure.withValue(value);
  if (!policy) throw new Error(`${name} can't be ${value}.`);
  checkPolicy(policy);
  const changed = name === 'credits.ranks' ? rankOrderOf(policy) : figuresOf(policy).find((one) => one.name === name);
  expect(changed?.value).toBe(value);
});

test.each([
  ['members.jp tax rate', '101'],
  ['members.jp tax rate', 'ten'],
  ['members.us tax rounding', 'FLOOR'],
  ['members.eu time zone', 'Europe/Atlantis'],
  ['units.GB', '0'],
  ['prices.network.traffic.out.USD tier 1 upTo', '1000'],
  ['prices.network.traffic.out.USD tier 1 upTo', '0'],
  ['prices.network.traffic.out.USD tier 2 upTo', '100'],
  ['prices.support.seat.KRW packageSize', '0'],
  ['adjustments.maxFixedAmount', '0.5'],
  ['credits.ranks', 'PAID before REFUND'],
  ['credits.ranks', `${firstRanks} before PAID = PAID`],
  ['lateFees.dueDay', '29'],
  ['lateFees.graceDays', '-1'],
])('%s can not be %s', (name, value) => {
  expect(named(name).withValue(value)).toBeUndefined();
});

test('a figure of one currency only does not tell the currency', () => {
  const price = { currency: 'KRW', pricing: { model: 'FLAT', unitPrice: '2' } } as const;
  const [member] = standardPolicy.members;
  const policy = { ...standardPolicy, members: member ? [member] : [], priceBook: [{ counter: '*', prices: [price] }] };
  const figure = figuresOf(policy).find(({ name }) => name === 'prices.*.KRW');
  expect(figure?.sentence('3')).toBe('* is billed at 3, not 2.');
});

describe('the order of credit types', () => {
  test('has every order as a mutant in which one type has another place, or two ranks are one or the other way round', () => {
    const orders = ranks?.mutants.map(({ value }) => value) ?? [];
    expect(orders).toContain(
      'FREE before PROMOTIONAL = CAMPAIGN = BONUS before COMPENSATION before REFUND before PAID',
    );
    expect(orders).toContain('PROMOTIONAL = CAMPAIGN = BONUS = FREE = COMPENSATION before REFUND before PAID');
    expect(orders).not.toContain(ranks?.value);
    for (const mutant of ranks?.mutants ?? []) checkPolicy(mutant.policy());
  });

  test('is none where credits are used in another order', () => {
    expect(rankOrderOf({ ...standardPolicy, rules: { creditOrder: 'EXPIRY' } })).toBeUndefined();
  });
});

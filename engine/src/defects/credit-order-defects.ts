import { NEVER, orderOfUse } from '../rules/order-of-use.ts';
import type { Defect } from './defect.ts';

const rule =
  'Credits that expire soon are used first, then promotional ones, free ones, refunds and paid ones, of equal ones the one that expires first.';

/** §6: in which order credits are used. */
export const creditOrderDefects: readonly Defect[] = [
  {
    name: 'credits-in-order-of-granting',
    sentence: 'Credits are used in the order in which they were granted.',
    section: 6,
    rule,
    rules: { compareCredits: () => 0 },
  },
  {
    name: 'credit-expiring-soon-ignored',
    sentence: 'A credit that expires soon waits until it is the turn of its type.',
    section: 6,
    rule,
    rules: { compareCredits: orderOfUse(({ rank, expiry }) => [rank, expiry]) },
  },
  {
    name: 'credit-types-ignored',
    sentence: 'Credits are used by their expiry alone, whatever their type.',
    section: 6,
    rule,
    rules: { compareCredits: orderOfUse(({ soon, expiry }) => [soon, expiry]) },
  },
  {
    name: 'paid-credits-first',
    sentence: 'The order of types is upside down: paid credits are used first, promotional ones last.',
    section: 6,
    rule,
    rules: { compareCredits: orderOfUse(({ soon, rank, expiry }) => [soon, String(LAST - Number(rank)), expiry]) },
  },
  {
    name: 'lasting-credits-first',
    sentence: 'Of equal credits one that never expires is used first.',
    section: 6,
    rule,
    rules: { compareCredits: orderOfUse(({ soon, rank, expiry }) => [soon, rank, expiry === NEVER ? '' : expiry]) },
  },
];

/** Keeps ranks three digits long when they are counted from the end. */
const LAST = 999;

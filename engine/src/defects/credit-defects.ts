import { NEVER, orderOfUse } from '../rules/order-of-use.ts';
import { firstDay, lastDay } from '../values/calendar.ts';
import type { Defect } from './defect.ts';

const usable = "A credit is usable that begins not after the month's last day and expires not before its first.";
const order =
  'Credits that expire soon are used first, then promotional ones, free ones, refunds and paid ones, of equal ones the one that expires first.';

/** Mistakes about §6 and §9: the credits that count, their order of use, the amounts that they give, and the amounts that come back. */
export const creditDefects: readonly Defect[] = [
  {
    name: 'expired-credit-used',
    sentence: 'A credit that expired before the month is used.',
    section: 6,
    rule: usable,
    rules: { creditHasExpired: () => false },
  },
  {
    name: 'credit-expiring-in-month-refused',
    sentence: 'A credit that expires in the month is not used.',
    section: 6,
    rule: usable,
    rules: { creditHasExpired: ({ expiresOn }, month) => expiresOn !== undefined && expiresOn <= lastDay(month) },
  },
  {
    name: 'credit-expiring-on-first-day-refused',
    sentence: "A credit that expires on the month's first day is not used.",
    section: 6,
    rule: 'A credit can be used through the date on which it expires.',
    rules: { creditHasExpired: ({ expiresOn }, month) => expiresOn !== undefined && expiresOn <= firstDay(month) },
  },
  {
    name: 'future-credit-used',
    sentence: 'A credit that is valid only from a later month is used.',
    section: 6,
    rule: usable,
    rules: { creditHasBegun: () => true },
  },
  {
    name: 'credit-beginning-in-month-refused',
    sentence: "A credit that becomes valid after the month's first day is not used.",
    section: 6,
    rule: usable,
    rules: { creditHasBegun: ({ validFrom }, month) => validFrom === undefined || validFrom <= firstDay(month) },
  },
  {
    name: 'credit-all-or-nothing',
    sentence: 'A credit larger than what is left to pay is not used.',
    section: 6,
    rule: 'A credit gives its balance or what is left to pay, whichever is less.',
    rules: { creditAmount: (balance, left) => (balance <= left ? balance : 0) },
  },
  {
    name: 'credits-in-order-of-granting',
    sentence: 'Credits are used in the order in which they were granted.',
    section: 6,
    rule: order,
    rules: { compareCredits: () => 0 },
  },
  {
    name: 'credit-expiring-soon-ignored',
    sentence: 'A credit that expires soon is used in the order of its type, not first.',
    section: 6,
    rule: order,
    rules: { compareCredits: orderOfUse(({ rank, expiry }) => [rank, expiry]) },
  },
  {
    name: 'credit-types-ignored',
    sentence: 'Credits are used by their expiry alone, whatever their type.',
    section: 6,
    rule: order,
    rules: { compareCredits: orderOfUse(({ soon, expiry }) => [soon, expiry]) },
  },
  {
    name: 'paid-credits-first',
    sentence: 'The order of types is reversed: paid credits are used first, promotional ones last.',
    section: 6,
    rule: order,
    rules: { compareCredits: orderOfUse(({ soon, rank, expiry }) => [soon, String(LAST - Number(rank)), expiry]) },
  },
  {
    name: 'lasting-credits-first',
    sentence: 'A credit that never expires is used before equal ones that expire.',
    section: 6,
    rule: order,
    rules: { compareCredits: orderOfUse(({ soon, rank, expiry }) => [soon, rank, expiry === NEVER ? '' : expiry]) },
  },
  {
    name: 'credits-used-again',
    sentence: 'Calculating a month again uses credits once more.',
    section: 9,
    rule: 'Calculating a month again gives back the credits that it used, and uses them anew.',
    rules: { creditsGivenBack: () => [] },
  },
];

/** Ranks are subtracted from it, so that they are in reverse order and still three digits long. */
const LAST = 999;

import { NEVER, orderOfUse, orders, type UseKeys } from '../rules/order-of-use.ts';
import { firstDay } from '../values/calendar.ts';
import type { GeneralDefect } from './defect.ts';

/** §6 and §9: the credits that count, the order in which they are used, the amounts that they give, and the amounts given back. */
export const creditDefects: readonly GeneralDefect[] = [
  {
    name: 'expired-credit-used',
    sentence: 'A credit that expired before the month is used.',
    section: 6,
    rule: { choice: 'creditEnd' },
    rules: { creditHasExpired: () => false },
  },
  {
    name: 'credit-expiring-on-first-day-refused',
    sentence: "A credit that expires on the month's first day is not used.",
    section: 6,
    rule: { choice: 'creditEnd' },
    onlyWith: { creditEnd: 'FROM_FIRST_DAY' },
    rules: { creditHasExpired: ({ expiresOn }, month) => expiresOn !== undefined && expiresOn <= firstDay(month) },
  },
  {
    name: 'future-credit-used',
    sentence: 'A credit that is valid only from a later month is used.',
    section: 6,
    rule: { choice: 'creditBegin' },
    rules: { creditHasBegun: () => true },
  },
  {
    name: 'paid-credits-first',
    sentence: 'The order of types is reversed: paid credits are used first, promotional ones last.',
    section: 6,
    rule: { choice: 'creditOrder' },
    rules: inOrderOf((keys) => ({ ...keys, rank: String(LAST - Number(keys.rank)) })),
  },
  {
    name: 'lasting-credits-first',
    sentence: 'A credit that never expires is used before equal ones that expire.',
    section: 6,
    rule: { choice: 'creditOrder' },
    rules: inOrderOf((keys) => ({ ...keys, expiry: keys.expiry === NEVER ? '' : keys.expiry })),
  },
  {
    name: 'credits-used-again',
    sentence: 'Calculating a month again uses credits once more.',
    section: 9,
    rule: 'Calculating a month again gives back the credits that it used, and uses them anew.',
    rules: { creditsGivenBack: () => [] },
  },
];

/** The order that the policy chose, of keys that are not the right ones. */
function inOrderOf(wrong: (keys: UseKeys) => UseKeys): GeneralDefect['rules'] {
  return ({ rules }) => {
    const keysOf = orders[rules?.creditOrder ?? 'SOON_RANK_EXPIRY'];
    return { compareCredits: orderOfUse((keys) => keysOf(wrong(keys))) };
  };
}

/** Ranks are subtracted from it, so that they are in reverse order and still three digits long. */
const LAST = 999;

import { firstDay, lastDay } from '../values/calendar.ts';
import { orderOfUse, orders } from './order-of-use.ts';
import type { Rules } from './rules.ts';

type CreditRules = Pick<
  Rules,
  'creditHasBegun' | 'creditHasExpired' | 'compareCredits' | 'creditAmount' | 'usesAnotherCredit' | 'creditsGivenBack'
>;

/** §6 and §9: the credits that count, their order of use, the amount that each gives, and the amount that is given back. */
export const creditRules: CreditRules = {
  creditHasBegun: ({ validFrom }, month) => validFrom === undefined || validFrom <= lastDay(month),

  creditHasExpired: ({ expiresOn }, month) => expiresOn !== undefined && expiresOn < firstDay(month),

  compareCredits: orderOfUse(orders.SOON_RANK_EXPIRY),

  creditAmount: (balance, left) => Math.min(balance, left),

  usesAnotherCredit: () => true,

  creditsGivenBack: (used) => used,
};

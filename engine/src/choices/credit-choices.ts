import { creditRules } from '../rules/credit-rules.ts';
import { orderOfUse, orders } from '../rules/order-of-use.ts';
import { firstDay, lastDay } from '../values/calendar.ts';
import type { Alternatives } from './alternatives.ts';

type CreditChoice = 'creditBegin' | 'creditEnd' | 'creditOrder' | 'creditUse' | 'creditsPerBill';

const { creditHasBegun, creditHasExpired, compareCredits, creditAmount, usesAnotherCredit } = creditRules;

/** §6: the credits that are usable, the order in which they are used, and the amounts that they give. */
export const creditChoices: Pick<Alternatives, CreditChoice> = {
  creditBegin: {
    BY_LAST_DAY: {
      defect: 'credit-beginning-in-month-used',
      sentence: "A credit is usable when its validity begins on the month's last day or earlier.",
      rules: { creditHasBegun },
    },
    BY_FIRST_DAY: {
      defect: 'credit-beginning-in-month-refused',
      sentence: "A credit is usable only when its validity begins on the month's first day or earlier.",
      rules: { creditHasBegun: ({ validFrom }, month) => validFrom === undefined || validFrom <= firstDay(month) },
    },
  },
  creditEnd: {
    FROM_FIRST_DAY: {
      defect: 'credit-expiring-in-month-used',
      sentence: "A credit is usable when it expires on the month's first day or later.",
      rules: { creditHasExpired },
    },
    AFTER_LAST_DAY: {
      defect: 'credit-expiring-in-month-refused',
      sentence: "A credit is usable only when it expires after the month's last day.",
      rules: { creditHasExpired: ({ expiresOn }, month) => expiresOn !== undefined && expiresOn <= lastDay(month) },
    },
  },
  creditOrder: {
    SOON_RANK_EXPIRY: {
      defect: 'credits-soon-then-rank',
      sentence:
        'Credits that expire soon are used first, then those of the first rank; within a rank, the one that expires first.',
      rules: { compareCredits },
    },
    RANK_EXPIRY: {
      defect: 'credit-expiring-soon-ignored',
      sentence: 'Credits of the first rank are used first; within a rank, the one that expires first.',
      rules: { compareCredits: orderOfUse(orders.RANK_EXPIRY) },
    },
    EXPIRY: {
      defect: 'credit-types-ignored',
      sentence: 'Credits are used by their expiry alone, whatever their type.',
      rules: { compareCredits: orderOfUse(orders.EXPIRY) },
    },
    GRANTING: {
      defect: 'credits-in-order-of-granting',
      sentence: 'Credits are used in the order in which they were granted.',
      rules: { compareCredits: orderOfUse(orders.GRANTING) },
    },
  },
  creditUse: {
    PART: {
      defect: 'credit-used-in-part',
      sentence: 'A credit gives its balance or what is left to pay, whichever is less.',
      rules: { creditAmount },
    },
    WHOLE: {
      defect: 'credit-all-or-nothing',
      sentence: 'A credit larger than what is left to pay is not used.',
      rules: { creditAmount: (balance, left) => (balance <= left ? balance : 0) },
    },
  },
  creditsPerBill: {
    ALL: {
      defect: 'several-credits-a-bill',
      sentence: 'Credits are used until nothing is left to pay.',
      rules: { usesAnotherCredit },
    },
    ONE: {
      defect: 'one-credit-a-bill',
      sentence: 'A bill uses one credit at most: the first in their order that gives something.',
      rules: { usesAnotherCredit: (used) => used === 0 },
    },
  },
};

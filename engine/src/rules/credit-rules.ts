import type { CreditPolicy } from '../policy/policy.ts';
import type { Credit } from '../statement/statement-input.ts';
import { addDays, firstDay, lastDay, type Month } from '../values/calendar.ts';
import type { Rules } from './rules.ts';

type CreditRules = Pick<
  Rules,
  'creditHasBegun' | 'creditHasExpired' | 'compareCredits' | 'creditAmount' | 'creditsGivenBack'
>;

const NEVER = '9999-99-99';

/** §6: which credits count, in which order they are used and how much each gives. */
export const creditRules: CreditRules = {
  creditHasBegun: ({ validFrom }, month) => validFrom === undefined || validFrom <= lastDay(month),

  creditHasExpired: ({ expiresOn }, month) => expiresOn !== undefined && expiresOn < firstDay(month),

  compareCredits(a, b, month, policy) {
    const [first, second] = [orderOfUse(a, month, policy), orderOfUse(b, month, policy)];
    const key = first.findIndex((value, index) => value !== second[index]);
    if (key === -1) return 0;
    return String(first[key]) < String(second[key]) ? -1 : 1;
  },

  creditAmount: (balance, left) => Math.min(balance, left),

  creditsGivenBack: (used) => used,
};

/** Sort keys: expiring soon first, then by the type's rank, then the earlier expiry. */
function orderOfUse({ type, expiresOn }: Credit, month: Month, policy: CreditPolicy): readonly string[] {
  const soon = expiresOn !== undefined && expiresOn <= addDays(lastDay(month), policy.expiringSoonDays);
  const rank = policy.ranks.findIndex((types) => types.includes(type));
  return [soon ? '0' : '1', String(rank).padStart(3, '0'), expiresOn ?? NEVER];
}

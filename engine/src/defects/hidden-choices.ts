import type { Policy } from '../policy/policy.ts';
import type { AlternativeName, RuleChoiceName } from '../policy/rule-choices.ts';
import { exact } from '../values/exact.ts';
import { hasNoAdjustments, isZero, NO_ADJUSTMENTS, NO_TAX, oneRankIn, taxesNothing } from './policy-facts.ts';

/**
 * The reason why two alternatives of a choice make the same bills; `undefined` when some bill differs. `isAmong` tells whether both
 * are among those that are named.
 */
export type SameBills<Name extends string> = (
  policy: Policy,
  isAmong: (...names: readonly Name[]) => boolean,
) => string | undefined;

/** The choices that may make no difference. */
export const hiddenChoices: { readonly [Choice in RuleChoiceName]?: SameBills<AlternativeName<Choice>> } = {
  roundedPer: ({ rules }, isAmong) =>
    rules?.tiers === 'PROJECT_ALONE' && isAmong('COUNTER', 'PROJECT')
      ? 'Each project is priced alone: COUNTER and PROJECT are the same.'
      : undefined,

  shares: nothingSharedOut,

  adjustmentBase: (policy) => (hasNoAdjustments(policy) ? NO_ADJUSTMENTS : undefined),

  creditOrder(policy, isAmong) {
    if (isAmong('SOON_RANK_EXPIRY', 'RANK_EXPIRY', 'EXPIRY') && oneRankIn(policy))
      return 'All credit types have one rank.';
    return isAmong('SOON_RANK_EXPIRY', 'RANK_EXPIRY') && !mayExpireSoon(policy)
      ? 'No credit that expires soon is usable.'
      : undefined;
  },

  taxOn(policy, isAmong) {
    if (taxesNothing(policy)) return NO_TAX;
    return isAmong('BEFORE_CREDITS', 'BEFORE_ADJUSTMENTS') && hasNoAdjustments(policy) ? NO_ADJUSTMENTS : undefined;
  },

  taxRoundedPer(policy) {
    if (taxesNothing(policy)) return NO_TAX;
    return policy.members.every(({ taxRate }) => isZero(taxRate) || exact(taxRate).equals(100))
      ? 'Tax is a whole amount on every line: each rate is 0 % or 100 %.'
      : undefined;
  },

  lateFee: noLateFee,

  lateFeeGrace(policy) {
    const { graceDays, dueDay } = policy.lateFees;
    if (graceDays === 0) return 'There is no grace period.';
    return dueDay + graceDays <= DAYS_OF_SHORTEST_MONTH
      ? 'The grace period is over in the month in which a bill is due.'
      : noLateFee(policy);
  },

  lateFeeOn: (policy, isAmong) =>
    isAmong('CHARGE_AND_TAX', 'CHARGE') && taxesNothing(policy) ? NO_TAX : noLateFee(policy),
};

const DAYS_OF_SHORTEST_MONTH = 28;

/** The reason why the share rule makes no difference. */
export function nothingSharedOut({ rules }: Policy): string | undefined {
  return rules?.tiers === 'PROJECT_ALONE' ? 'Each project is priced alone: nothing is shared out.' : undefined;
}

function noLateFee({ lateFees }: Policy): string | undefined {
  return isZero(lateFees.rate) ? 'The late fee is 0 %.' : undefined;
}

/** Without days after the month only credits that expire in the month expire soon. */
function mayExpireSoon({ credits, rules }: Policy): boolean {
  return credits.expiringSoonDays > 0 || rules?.creditEnd !== 'AFTER_LAST_DAY';
}

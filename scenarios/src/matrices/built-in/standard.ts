import { addMonths, type Money, type Month } from '@billing-testkit/engine';
import type { BillingCase, CaseAdjustment, CaseCredit, EarlierMonth } from '../../cases/billing-case.ts';
import { defineMatrix } from '../define-matrix.ts';
import { fixed, rate } from './adjustment-values.ts';
import { membersOf } from './case-parts.ts';
import { everyKindOfUsage } from './every-kind-of-usage.ts';
import { onceForPolicy } from './once-for-policy.ts';
import { monthsUntilOverdue } from './overdue-months.ts';
import { costing } from './priced-counters.ts';

/** An amount that an earlier month was billed before tax, and how many months before a month that was. */
interface Unpaid {
  readonly amount: Money;
  readonly monthsBefore: (month: Month) => number;
}

type Adjusted = Pick<CaseAdjustment, 'type' | 'value'>;

const FREE = { name: 'FREE', type: 'FREE', amount: 20_000 } as const;
const PAID = { name: 'PAID', type: 'PAID', amount: 30_000 } as const;
const REFUND = { name: 'REFUND', type: 'REFUND', amount: 15_000 } as const;

/** Members × months × the combinations of unpaid amounts, adjustments and credits: 27 000 bills. */
export const standard = defineMatrix({
  name: 'standard',
  dimensions: (policy) => ({
    member: membersOf(policy),
    month: Array.from({ length: 12 }, (_, index) => addMonths('2025-01', index)),
    unpaid: {
      none: undefined,
      CURRENT: { amount: 50_000, monthsBefore: (month) => Math.max(1, monthsUntilOverdue(month, policy) - 1) },
      OVERDUE: { amount: 100_000, monthsBefore: (month) => monthsUntilOverdue(month, policy) },
    } satisfies Record<string, Unpaid | undefined>,
    group: {
      none: undefined,
      '-10000': fixed('FIXED_DISCOUNT', 10_000, policy.adjustments),
      '-10%': rate('RATE_DISCOUNT', 10, policy.adjustments),
      '+5000': fixed('FIXED_SURCHARGE', 5000, policy.adjustments),
      '+5%': rate('RATE_SURCHARGE', 5, policy.adjustments),
    } satisfies Record<string, Adjusted | undefined>,
    project: {
      none: undefined,
      '-8000': fixed('FIXED_DISCOUNT', 8000, policy.adjustments),
      '-8%': rate('RATE_DISCOUNT', 8, policy.adjustments),
      '+3000': fixed('FIXED_SURCHARGE', 3000, policy.adjustments),
      '+3%': rate('RATE_SURCHARGE', 3, policy.adjustments),
    } satisfies Record<string, Adjusted | undefined>,
    // The credits are granted in another order than they are used in.
    credits: {
      none: [],
      FREE: [FREE],
      PAID: [PAID],
      REFUND: [REFUND],
      FREE_PAID: [PAID, FREE],
      ALL: [PAID, REFUND, FREE],
    } satisfies Record<string, readonly CaseCredit[]>,
  }),
  build: ({ member, month, unpaid, group, project, credits }, policy): BillingCase => ({
    member,
    month,
    earlier: unpaid
      ? unpaidMonths(policy, member, addMonths(month, -unpaid.monthsBefore(month)), `${unpaid.amount}`)
      : [],
    adjustments: [
      ...(group ? [{ name: 'group', level: 'BILLING_GROUP', ...group, monthFrom: month } as const] : []),
      ...(project ? [{ name: 'api', level: 'PROJECT', projectId: 'api', ...project, monthFrom: month } as const] : []),
    ],
    credits,
    usage: everyKindOfUsage(policy, member, month),
  }),
});

/** A month that was billed `amount` before tax, and never paid. */
const unpaidMonths = onceForPolicy(
  (policy, member: string, month: Month, amount: `${Money}`): readonly EarlierMonth[] => [
    { month, usage: [costing({ policy, member, month }, Number(amount), 15)] },
  ],
);

import { addMonths, type Month } from '@billing-testkit/engine';
import type { BillingCase, CaseAdjustment, CaseCredit, EarlierMonth } from '../../cases/billing-case.ts';
import { defineMatrix } from '../define-matrix.ts';
import { everyKindOfUsage, members, metered } from './case-parts.ts';

/** An amount that an earlier month was billed before tax, and how many months ago that was. */
interface Unpaid {
  readonly amount: string;
  readonly monthsAgo: number;
}

type Adjusted = Pick<CaseAdjustment, 'type' | 'value'>;

const FREE = { name: 'FREE', type: 'FREE', amount: 20_000 } as const;
const PAID = { name: 'PAID', type: 'PAID', amount: 30_000 } as const;
const REFUND = { name: 'REFUND', type: 'REFUND', amount: 15_000 } as const;

/** Members × months × the combinations of what is unpaid, adjusted and credited: 27 000 bills. */
export const standard = defineMatrix({
  name: 'standard',
  dimensions: {
    member: members,
    month: Array.from({ length: 12 }, (_, index) => addMonths('2025-01', index)),
    unpaid: {
      none: undefined,
      CURRENT: { amount: '50000', monthsAgo: 1 },
      OVERDUE: { amount: '100000', monthsAgo: 2 },
    } satisfies Record<string, Unpaid | undefined>,
    group: {
      none: undefined,
      '-10000': { type: 'FIXED_DISCOUNT', value: '10000' },
      '-10%': { type: 'RATE_DISCOUNT', value: '10' },
      '+5000': { type: 'FIXED_SURCHARGE', value: '5000' },
      '+5%': { type: 'RATE_SURCHARGE', value: '5' },
    } satisfies Record<string, Adjusted | undefined>,
    project: {
      none: undefined,
      '-8000': { type: 'FIXED_DISCOUNT', value: '8000' },
      '-8%': { type: 'RATE_DISCOUNT', value: '8' },
      '+3000': { type: 'FIXED_SURCHARGE', value: '3000' },
      '+3%': { type: 'RATE_SURCHARGE', value: '3' },
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
  },
  build: ({ member, month, unpaid, group, project, credits }): BillingCase => ({
    member,
    month,
    earlier: unpaid ? [unpaidMonth(addMonths(month, -unpaid.monthsAgo), unpaid.amount)] : [],
    adjustments: [
      ...(group ? [{ name: 'group', level: 'BILLING_GROUP', ...group, monthFrom: month } as const] : []),
      ...(project ? [{ name: 'api', level: 'PROJECT', projectId: 'api', ...project, monthFrom: month } as const] : []),
    ],
    credits,
    usage: everyKindOfUsage(month),
  }),
});

/** A month that was billed `amount` before tax, and never paid. */
function unpaidMonth(month: Month, amount: string): EarlierMonth {
  return { month, usage: metered({ month, projectId: 'web', counterName: 'test.unpaid' }, [15, `${amount} UNITS`]) };
}

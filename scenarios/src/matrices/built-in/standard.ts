import { addMonths, type Month } from '@billing-testkit/engine';
import type { BillingCase, CaseAdjustment, CaseCredit, CaseReading, EarlierMonth } from '../../cases/billing-case.ts';
import { defineMatrix } from '../define-matrix.ts';
import { members } from './members.ts';
import { metered } from './metered.ts';

/**
 * A month of three projects: tiers, packages, fractions of hours and gigabytes, every counter type, and counters that projects
 * share so that a minor unit is left over. It differs from month to month, by a minute of compute.
 */
export function everyKindOfUsage(month: Month): CaseReading[] {
  const minutes = 9000 + Number(month.slice('YYYY-'.length));
  const of = (projectId: string, counterName: string) => ({ month, projectId, counterName });
  return [
    ...metered(of('web', 'compute.c2.c8m8'), [3, `${minutes} MINUTES`]),
    ...metered(of('api', 'compute.c2.c8m8'), [9, '4801 MINUTES']),
    ...metered(of('db', 'compute.c2.c8m8'), [9, '2999 MINUTES']),
    ...metered(of('web', 'compute.g2.t4.c8m64'), [14, '360007 SECONDS']),
    ...metered(of('web', 'network.traffic.out'), [6, '1 TB']),
    ...metered(of('api', 'network.traffic.out'), [22, '150000 MB']),
    // The level of the 20th counts, though it came in before that of the 5th.
    ...metered(
      { ...of('db', 'storage.volume.ssd'), counterType: 'GAUGE' },
      [20, '300 GB', 'disk-1'],
      [5, '420 GB', 'disk-1'],
      [11, '0.125 TB', 'disk-2'],
    ),
    // Reset between the 16th and the 25th.
    ...metered(
      { ...of('web', 'network.floating_ip'), counterType: 'CUMULATIVE' },
      [4, '100 HOURS', 'ip-1'],
      [16, '21000.5 MINUTES', 'ip-1'],
      [25, '40 HOURS', 'ip-1'],
    ),
    ...metered(of('web', 'support.seat'), [2, '7 SEATS']),
    ...metered(of('api', 'support.seat'), [2, '6 SEATS']),
    // Two at one time are two.
    ...metered(of('db', 'queue.messages'), [18, '10.1 MESSAGES'], [18, '20.2 MESSAGES']),
  ];
}

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
    // Granted in another order than they are used in.
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

import type { Month } from '@billing-testkit/engine';
import type { BillingCase } from '../life/billing-case.ts';
import { defineMatrix } from '../matrix/define-matrix.ts';
import { histories } from './earlier-months.ts';
import { members } from './members.ts';
import { metered } from './metered.ts';
import { paymentPaths } from './payment-paths.ts';

/** What earlier months left to pay × paths through the states of a payment, those included that are refused. */
export const payments = defineMatrix({
  name: 'payments',
  dimensions: {
    member: members,
    month: ['2025-08'],
    earlier: histories,
    bill: {
      some: (month) => ({ usage: units(month, 5030) }),
      // Nothing is due, and a month that owes nothing is paid as soon as it is registered.
      nothing: () => ({}),
      'late-usage': (month) => ({ usage: units(month, 4030), lateUsage: units(month, 1000) }),
    } satisfies Record<string, (month: Month) => Pick<BillingCase, 'usage' | 'lateUsage'>>,
    path: paymentPaths,
  },
  build: ({ member, month, earlier, bill, path }) => ({
    member,
    month,
    earlier: earlier(month),
    ...bill(month),
    payments: path(month),
  }),
});

function units(month: Month, count: number) {
  return metered({ month, projectId: 'web', counterName: 'test.units' }, [12, `${count} UNITS`]);
}

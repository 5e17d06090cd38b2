import {
  addDays,
  addMonths,
  type CreditType,
  creditTypes,
  firstDay,
  lastDay,
  type Month,
} from '@billing-testkit/engine';
import type { CaseCredit, CaseReading } from '../../cases/billing-case.ts';
import { defineMatrix } from '../define-matrix.ts';
import { members, metered } from './case-parts.ts';

type Validity = Pick<CaseCredit, 'validFrom' | 'expiresOn'>;

const byName: Readonly<Record<string, CreditType>> = Object.fromEntries(creditTypes.map((type) => [type, type]));

/** Credits of every type, valid around the month's edges, beside others × order of granting × calculated once or again. */
export const credits = defineMatrix({
  name: 'credits',
  dimensions: {
    member: members,
    month: ['2025-02'],
    type: byName,
    valid: {
      ever: () => ({}),
      'to-day-before': (month) => ({ expiresOn: addDays(firstDay(month), -1) }),
      'to-first-day': (month) => ({ expiresOn: firstDay(month) }),
      'to-last-day': (month) => ({ expiresOn: lastDay(month) }),
      'to-7-days-after': (month) => ({ expiresOn: addDays(lastDay(month), 7) }),
      'to-8-days-after': (month) => ({ expiresOn: addDays(lastDay(month), 8) }),
      'from-last-day': (month) => ({ validFrom: lastDay(month) }),
      'from-next-month': (month) => ({ validFrom: firstDay(addMonths(month, 1)) }),
    } satisfies Record<string, (month: Month) => Validity>,
    granted: {
      first: (month, credit) => [credit, ...others(month)],
      last: (month, credit) => [...others(month), credit],
    } satisfies Record<string, (month: Month, credit: CaseCredit) => CaseCredit[]>,
    /** The others come to 10 000, the bill to 11 111. */
    amount: { less: 600, part: 4000, more: 40_000 },
    recalculated: {
      never: () => ({}),
      unchanged: () => ({ lateUsage: [] }),
      'with-more': (month) => ({ lateUsage: units(month, 27, 5000) }),
    } satisfies Record<string, (month: Month) => { lateUsage?: CaseReading[] }>,
  },
  build: ({ member, month, type, valid, granted, amount, recalculated }) => ({
    member,
    month,
    credits: granted(month, { name: 'probe', type, amount, ...valid(month) }),
    usage: units(month, 10, 11_111),
    ...recalculated(month),
  }),
});

/** A credit that is used soon, one of a middle rank, and one like many others. */
function others(month: Month): CaseCredit[] {
  return [
    { name: 'prepaid', type: 'PAID', amount: 3000, expiresOn: addDays(lastDay(month), 5) },
    { name: 'free', type: 'FREE', amount: 5000 },
    { name: 'bonus', type: 'BONUS', amount: 2000, expiresOn: lastDay(addMonths(month, 2)) },
  ];
}

function units(month: Month, day: number, count: number): CaseReading[] {
  return metered({ month, projectId: 'web', counterName: 'test.units' }, [day, `${count} UNITS`]);
}

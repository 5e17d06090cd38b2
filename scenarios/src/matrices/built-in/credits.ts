import {
  addDays,
  addMonths,
  creditTypes,
  firstDay,
  lastDay,
  type Money,
  type Month,
  type Policy,
} from '@billing-testkit/engine';
import type { CaseCredit } from '../../cases/billing-case.ts';
import { defineMatrix } from '../define-matrix.ts';
import { membersOf } from './case-parts.ts';
import { costing } from './price-rows.ts';

type Validity = Pick<CaseCredit, 'validFrom' | 'expiresOn'>;

/** The credits of a case. The other ones come to 10 000, and the bill to 11 111. */
type Credits = (month: Month, amount: Money, granted: Granted) => readonly CaseCredit[];

type Granted = (month: Month, credit: CaseCredit, soonDays: number) => CaseCredit[];

/** A credit of every type with every validity beside others, and every two types without others. */
function creditsFor({ credits: { expiringSoonDays } }: Policy): Readonly<Record<string, Credits>> {
  const probes = creditTypes.flatMap((type) =>
    Object.entries(validities(expiringSoonDays)).map(([valid, validity]): [string, Credits] => [
      `${type} ${valid}`,
      (month, amount, granted) => granted(month, { name: 'probe', type, amount, ...validity(month) }, expiringSoonDays),
    ]),
  );
  const pairs = creditTypes.flatMap((type) =>
    creditTypes.map((other): [string, Credits] => [
      `${type} and ${other}`,
      () => [
        { name: 'first', type, amount: 8000 },
        { name: 'second', type: other, amount: 8000 },
      ],
    ]),
  );
  return { none: () => [], ...Object.fromEntries([...probes, ...pairs]) };
}

function validities(soonDays: number): Readonly<Record<string, (month: Month) => Validity>> {
  return {
    ever: () => ({}),
    'to-day-before': (month) => ({ expiresOn: addDays(firstDay(month), -1) }),
    'to-first-day': (month) => ({ expiresOn: firstDay(month) }),
    'to-last-day': (month) => ({ expiresOn: lastDay(month) }),
    [`to-${soonDays}-days-after`]: (month) => ({ expiresOn: addDays(lastDay(month), soonDays) }),
    [`to-${soonDays + 1}-days-after`]: (month) => ({ expiresOn: addDays(lastDay(month), soonDays + 1) }),
    'from-last-day': (month) => ({ validFrom: lastDay(month) }),
    'from-next-month': (month) => ({ validFrom: firstDay(addMonths(month, 1)) }),
  };
}

/** Credits of every type, valid around the month's edges, beside others × order of granting × calculated once or again. */
export const credits = defineMatrix({
  name: 'credits',
  dimensions: (policy) => ({
    member: membersOf(policy),
    month: ['2025-02'],
    credits: creditsFor(policy),
    granted: {
      first: (month, credit, soonDays) => [credit, ...others(month, soonDays)],
      last: (month, credit, soonDays) => [...others(month, soonDays), credit],
    } satisfies Record<string, Granted>,
    amount: { less: 600, part: 4000, more: 40_000 },
    recalculated: { never: undefined, unchanged: 0, 'with-more': 5000 } satisfies Record<string, Money | undefined>,
  }),
  build: ({ member, month, credits: granting, granted, amount, recalculated }, policy) => ({
    member,
    month,
    credits: granting(month, amount, granted),
    usage: [costing({ policy, member, month }, 11_111, 10)],
    ...(recalculated !== undefined && {
      lateUsage: recalculated === 0 ? [] : [costing({ policy, member, month }, recalculated, 27)],
    }),
  }),
});

/** A credit that is used soon, one of a middle rank, and one like many others. */
function others(month: Month, soonDays: number): CaseCredit[] {
  return [
    { name: 'prepaid', type: 'PAID', amount: 3000, expiresOn: addDays(lastDay(month), Math.max(0, soonDays - 2)) },
    { name: 'free', type: 'FREE', amount: 5000 },
    { name: 'bonus', type: 'BONUS', amount: 2000, expiresOn: lastDay(addMonths(month, 2)) },
  ];
}

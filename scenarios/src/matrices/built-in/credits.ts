import {
  addDays,
  addMonths,
  type CreditPolicy,
  creditTypes,
  firstDay,
  lastDay,
  type Money,
  type Month,
} from '@billing-testkit/engine';
import type { CaseCredit } from '../../cases/billing-case.ts';
import { defineMatrix } from '../define-matrix.ts';
import { membersOf } from './case-parts.ts';
import { costing } from './priced-counters.ts';

type Validity = Pick<CaseCredit, 'validFrom' | 'expiresOn'>;

/** The credits of a case. The other ones come to 10 000, and the bill to 11 111. */
type Credits = (month: Month, amount: Money, granted: Granted) => readonly CaseCredit[];

type Granted = (credit: CaseCredit, others: readonly CaseCredit[]) => CaseCredit[];

/** A credit of every type with every validity beside others, alone with every validity, and every two types without others. */
function creditsFor(policy: CreditPolicy): Readonly<Record<string, Credits>> {
  const valid = Object.entries(validities(policy.expiringSoonDays));
  const [type = 'PROMOTIONAL'] = policy.ranks[0] ?? [];
  const probes = creditTypes.flatMap((probed) =>
    valid.map(([name, validity]): [string, Credits] => [
      `${probed}:${name}`,
      (month, amount, granted) =>
        granted({ name: 'probe', type: probed, amount, ...validity(month) }, others(month, policy)),
    ]),
  );
  const alone = valid.map(([name, validity]): [string, Credits] => [
    `alone:${name}`,
    (month, amount) => [{ name: 'probe', type, amount, ...validity(month) }],
  ]);
  const pairs = creditTypes.flatMap((first) =>
    creditTypes.map((second): [string, Credits] => [
      `${first}+${second}`,
      () => pair({ type: first }, { type: second }),
    ]),
  );
  return {
    none: () => [],
    ...Object.fromEntries([...probes, ...alone, ...pairs]),
    'ever+to-later': (month) => pair({ type }, { type, expiresOn: lastDay(addMonths(month, 24)) }),
  };
}

function pair(first: Omit<CaseCredit, 'name' | 'amount'>, second: Omit<CaseCredit, 'name' | 'amount'>): CaseCredit[] {
  return [
    { name: 'first', amount: 8000, ...first },
    { name: 'second', amount: 8000, ...second },
  ];
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
    credits: creditsFor(policy.credits),
    granted: {
      first: (credit, besides) => [credit, ...besides],
      last: (credit, besides) => [...besides, credit],
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

/** A credit of the last rank that is used soon, one of a middle rank, and one of the first rank. */
function others(month: Month, { ranks, expiringSoonDays }: CreditPolicy): CaseCredit[] {
  const types = { first: ranks[0]?.at(-1), middle: (ranks[1] ?? ranks[0])?.[0], last: ranks.at(-1)?.[0] };
  const { first = 'BONUS', middle = 'FREE', last = 'PAID' } = types;
  return [
    {
      name: 'prepaid',
      type: last,
      amount: 3000,
      expiresOn: addDays(lastDay(month), Math.max(0, expiringSoonDays - 2)),
    },
    { name: 'free', type: middle, amount: 5000 },
    { name: 'bonus', type: first, amount: 2000, expiresOn: addDays(lastDay(month), expiringSoonDays + 52) },
  ];
}

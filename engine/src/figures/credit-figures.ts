import type { CreditType } from '../policy/credit-type.ts';
import type { CreditPolicy, Policy } from '../policy/policy.ts';
import { days as daysText } from './days.ts';
import { type Figure, figureOf } from './figure.ts';
import { options, wholes } from './figure-values.ts';
import { wholeNeighbours } from './neighbours.ts';
import { ranksText } from './rank-order.ts';

type Rank = readonly CreditType[];

const DAYS = { min: 0, max: 36_500 };

/** §6: when a credit expires soon, and the ranks, as far as credits are used in that order. */
export function creditFigures(policy: Policy): Figure[] {
  const { rules: { creditOrder = 'SOON_RANK_EXPIRY' } = {} } = policy;
  const ranks = policy.credits.ranks.filter((types) => types.length > 0);
  const hasRanks = creditOrder === 'SOON_RANK_EXPIRY' || creditOrder === 'RANK_EXPIRY';
  // Credits of one rank are used by their expiry, with which those that expire soon come first anyway.
  const hasSoon = creditOrder === 'SOON_RANK_EXPIRY' && ranks.length > 1;
  return [
    ...(hasSoon ? [expiringSoonDays(policy)] : []),
    ...(hasRanks ? ranks.flatMap((_, index) => [ownRank(policy, ranks, index), nextRank(policy, ranks, index)]) : []),
  ];
}

function expiringSoonDays(policy: Policy): Figure {
  const { expiringSoonDays: days } = policy.credits;
  return figureOf(placeOf(policy, 'expiringSoonDays', 'expiringSoonDays'), days, {
    others: wholeNeighbours(days, DAYS),
    values: wholes(DAYS),
    sentence: (other, own) => `Expiring soon is ${daysText(other)}, not ${own}.`,
    changed: (other) => withCredits(policy, { expiringSoonDays: other }),
  });
}

/** The figure of one rank whose types are equal. Its other values put one of the types before or after the rest. */
function ownRank(policy: Policy, ranks: readonly Rank[], index: number): Figure {
  const types = ranks[index] ?? [];
  const splits = types.flatMap((type) => {
    const rest = types.filter((other) => other !== type);
    return [
      [[type], rest],
      [rest, [type]],
    ];
  });
  // One type has no rest, and of two types each is first when the other one is last.
  const others = types.length > 2 ? splits : splits.slice(0, types.length === 2 ? 2 : 0);
  return rankFigure(policy, { name: `ranks ${index + 1}`, ranks, index, own: [types], others });
}

/** The figure of a rank that comes before the next one. Its other values have them the other way round, and as one. */
function nextRank(policy: Policy, ranks: readonly Rank[], index: number): Figure {
  const [first = [], second = []] = ranks.slice(index, index + 2);
  const others = second.length > 0 ? [[second, first], [[...first, ...second]]] : [];
  return rankFigure(policy, {
    name: `ranks ${index + 1} and ${index + 2}`,
    ranks,
    index,
    own: [first, second],
    others,
  });
}

interface NeighbouringRanks {
  readonly name: string;
  readonly ranks: readonly Rank[];
  readonly index: number;
  /** The ranks from `index` on that are the figure. */
  readonly own: readonly Rank[];
  /** The ranks that could be in their place. */
  readonly others: readonly (readonly Rank[])[];
}

function rankFigure(policy: Policy, { name, ranks, index, own, others }: NeighbouringRanks): Figure {
  return figureOf(placeOf(policy, 'ranks', name), own, {
    others,
    values: options([own, ...others], ranksText),
    changed: (other) => withCredits(policy, { ranks: ranks.toSpliced(index, own.length, ...other) }),
    text: ranksText,
    sentence: (other, right) => `Credits are used ${other}, not ${right}.`,
  });
}

function placeOf({ members }: Policy, field: keyof CreditPolicy, name: string) {
  const path = `/credits/${field}`;
  return { name: `credits.${name}`, section: 6, path, members: members.map(({ member }) => member) };
}

function withCredits(policy: Policy, change: Partial<CreditPolicy>): Policy {
  return { ...policy, credits: { ...policy.credits, ...change } };
}

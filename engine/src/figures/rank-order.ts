import { type CreditType, creditTypes } from '../policy/credit-type.ts';
import type { Policy } from '../policy/policy.ts';
import { type Figure, figureOf } from './figure.ts';
import type { FigureValues } from './figure-values.ts';

type Rank = readonly CreditType[];
type Ranks = readonly Rank[];

const EQUAL = ' = ';
const BEFORE = ' before ';

/** Ranks as a text like `FREE = BONUS before PAID`. */
export function ranksText(ranks: Ranks): string {
  return ranks.map((types) => types.join(EQUAL)).join(BEFORE);
}

/**
 * §6: the whole order of the credit types as one figure, when credits are used in that order. Its mutants are the orders in which one
 * type has another place, or two ranks are one or the other way round. `figuresOf` tells its parts instead.
 */
export function rankOrderOf(policy: Policy): Figure | undefined {
  const { rules: { creditOrder = 'SOON_RANK_EXPIRY' } = {} } = policy;
  if (creditOrder !== 'SOON_RANK_EXPIRY' && creditOrder !== 'RANK_EXPIRY') return undefined;
  const ranks = policy.credits.ranks.filter((types) => types.length > 0);
  const place = {
    name: 'credits.ranks',
    section: 6,
    path: '/credits/ranks',
    members: policy.members.map(({ member }) => member),
  };
  return figureOf(place, ranks, {
    others: otherOrders(ranks),
    values: orders,
    changed: (other) => ({ ...policy, credits: { ...policy.credits, ranks: other } }),
    text: ranksText,
    sentence: (other, own) => sentenceOf(other.split(BEFORE), own.split(BEFORE)),
  });
}

/** Every order of all types. Within a rank their order makes no difference. */
const orders: FigureValues<Ranks> = {
  domain: { kind: 'option', options: [] },
  read(text) {
    const ranks = text.split(BEFORE).map((rank) => rank.split(EQUAL).filter(isCreditType));
    return ranks.flat().length === creditTypes.length && new Set(ranks.flat()).size === creditTypes.length
      ? ranks
      : undefined;
  },
};

function isCreditType(name: string): name is CreditType {
  return creditTypes.some((type) => type === name);
}

function otherOrders(ranks: Ranks): Ranks[] {
  const distinct = new Map([ranks, ...swapped(ranks), ...moved(ranks)].map((order) => [keyOf(order), order]));
  distinct.delete(keyOf(ranks));
  return [...distinct.values()];
}

/** Two ranks next to each other the other way round, and as one. */
function swapped(ranks: Ranks): Ranks[] {
  return ranks.slice(0, -1).flatMap((first, index) => {
    const second = ranks[index + 1] ?? [];
    return [ranks.toSpliced(index, 2, second, first), ranks.toSpliced(index, 2, [...first, ...second])];
  });
}

/** One type in another rank, or in a rank of its own before any rank or after all. */
function moved(ranks: Ranks): Ranks[] {
  return ranks.flat().flatMap((type) => {
    const others = ranks.map((rank) => rank.filter((other) => other !== type));
    const joined = others.map((rank, index) => others.with(index, [...rank, type]));
    const alone = [...others, []].map((_, index) => others.toSpliced(index, 0, [type]));
    return [...joined, ...alone].map((order) => order.filter((rank) => rank.length > 0));
  });
}

function keyOf(ranks: Ranks): string {
  return ranksText(ranks.map((rank) => rank.toSorted()));
}

/** Tells only the ranks that are others. */
function sentenceOf(other: readonly string[], own: readonly string[]): string {
  let first = 0;
  while (first < Math.min(other.length, own.length) && other[first] === own[first]) first += 1;
  let last = 0;
  while (last < Math.min(other.length, own.length) - first && other.at(-1 - last) === own.at(-1 - last)) last += 1;
  const [is, was] = [other, own].map((ranks) => ranks.slice(first, ranks.length - last).join(BEFORE));
  return `Credits are used ${is}, not ${was}.`;
}

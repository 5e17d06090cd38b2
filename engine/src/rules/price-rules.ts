import { bookPricing } from '../policy/price-book.ts';
import { type Exact, exact, floor, roundHalfUp, sumExact, ZERO } from '../values/exact.ts';
import { sumMoney } from '../values/money.ts';
import type { Rules } from './rules.ts';

type PriceRules = Pick<
  Rules,
  | 'pricing'
  | 'flat'
  | 'graduated'
  | 'volume'
  | 'packages'
  | 'pricedTogether'
  | 'pricedParts'
  | 'counterAmount'
  | 'share'
  | 'round'
>;

/** §3: the cost of a quantity, and the projects' shares in it. */
export const priceRules: PriceRules = {
  pricing(counterName, contract, member, policy) {
    const row = contract?.prices?.find((price) => price.counterName === counterName);
    return row?.pricing ?? bookPricing(policy, counterName, member.currency);
  },

  flat: (quantity, { unitPrice }) => quantity.mul(exact(unitPrice)),

  graduated(quantity, tiers) {
    let from = ZERO;
    let total = ZERO;
    for (const { upTo, unitPrice } of tiers) {
      const to = upTo === null ? quantity : lesser(quantity, exact(upTo));
      total = total.add(to.sub(from).mul(exact(unitPrice)));
      if (to.equals(quantity)) break;
      from = to;
    }
    return total;
  },

  volume(quantity, tiers) {
    let price = ZERO;
    for (const { upTo, unitPrice } of tiers) {
      price = exact(unitPrice);
      if (upTo === null || quantity.lte(exact(upTo))) break;
    }
    return quantity.mul(price);
  },

  packages: (quantity, { packageSize, packagePrice }) =>
    quantity.div(exact(packageSize)).ceil().mul(exact(packagePrice)),

  pricedTogether: (usage) => [usage],

  pricedParts: ({ projects }) => [sumExact(projects.map(({ quantity }) => quantity))],

  counterAmount: (cost, _usage, round) => round(cost),

  share(amount, quantities) {
    const total = sumExact(quantities);
    if (total.equals(ZERO)) return quantities.map(() => 0);
    // Most counters are used by one project, which pays all. No fractions are needed for that.
    if (quantities.length === 1) return [amount];
    const shares = quantities.map((quantity) => quantity.div(total).mul(amount));
    const wholes = shares.map(floor);
    const leftOver = amount - sumMoney(wholes);
    if (leftOver === 0) return wholes;
    const rests = shares.map((share, index) => ({ index, rest: share.sub(share.floor()) }));
    const topped = rests.sort((a, b) => b.rest.compare(a.rest)).slice(0, leftOver);
    const toppedIndexes = new Set(topped.map(({ index }) => index));
    return wholes.map((whole, index) => whole + (toppedIndexes.has(index) ? 1 : 0));
  },

  round: roundHalfUp,
};

function lesser(a: Exact, b: Exact): Exact {
  return a.lt(b) ? a : b;
}

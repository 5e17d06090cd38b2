import type { Tier } from '../policy/pricing.ts';
import type { CounterUsage, Rules } from '../rules/rules.ts';
import { standardRules } from '../rules/standard-rules.ts';
import { type Exact, exact, floor, formatExact, roundHalfUp, sumExact, ZERO } from '../values/exact.ts';
import { type Money, sumMoney } from '../values/money.ts';
import { floatOf, ofFloat } from './binary-float.ts';
import type { Defect } from './defect.ts';

const packages = 'Packages are counted whole: the quantity by the size, rounded up.';
const pricedOnce = "A counter's quantities are summed over the billing group's projects and priced once.";
const halfUp = 'Amounts round half up.';
const roundedOnce = 'What a counter costs the billing group is rounded once.';
const leftOver = 'The minor units left over in sharing out go one each to the projects with the largest fractions.';

/**
 * Mistakes about §3: the price that counts, the cost of packages and tiers, how and how often amounts are rounded, and how they
 * are shared out.
 */
export const priceDefects: readonly Defect[] = [
  {
    name: 'price-prefix-ignored',
    sentence: 'Prefix prices are ignored: every counter without a price under its exact name gets the price of `*`.',
    section: 3,
    rule: 'The most specific price counts: the exact name, then the longest prefix, then `*`.',
    rules: {
      pricing(counterName, contract, member, policy) {
        const priceBook = policy.priceBook.filter(({ counter }) => !counter.endsWith('.*'));
        return standardRules.pricing(counterName, contract, member, { ...policy, priceBook });
      },
    },
  },
  {
    name: 'float-prices',
    sentence: 'Quantity and unit price are multiplied as binary floats.',
    section: 3,
    rule: 'Unit prices are decimals, and what a quantity costs is exact until it is rounded.',
    rules: { flat: (quantity, { unitPrice }) => ofFloat(floatOf(quantity) * Number(unitPrice)) },
  },
  {
    name: 'package-prorated',
    sentence: 'Part of a package costs part of its price.',
    section: 3,
    rule: packages,
    rules: {
      packages: (quantity, { packageSize, packagePrice }) => quantity.div(exact(packageSize)).mul(exact(packagePrice)),
    },
  },
  {
    name: 'package-rounded-down',
    sentence: 'Only full packages are billed.',
    section: 3,
    rule: packages,
    rules: {
      packages: (quantity, { packageSize, packagePrice }) =>
        quantity.div(exact(packageSize)).floor().mul(exact(packagePrice)),
    },
  },
  {
    name: 'package-begun-when-full',
    sentence: 'A quantity that exactly fills its packages is billed one package more.',
    section: 3,
    rule: packages,
    rules: {
      packages: (quantity, { packageSize, packagePrice }) =>
        exact(floor(quantity.div(exact(packageSize))) + 1).mul(exact(packagePrice)),
    },
  },
  {
    name: 'tier-edge-exclusive',
    sentence: 'With volume prices, a quantity that equals the limit of a tier falls in the next tier.',
    section: 3,
    rule: 'The limit of a tier belongs to it.',
    rules: {
      volume(quantity, tiers) {
        const others = tiers.filter(({ upTo }) => upTo === null || !quantity.equals(exact(upTo)));
        return standardRules.volume(quantity, others);
      },
    },
  },
  {
    name: 'volume-for-graduated',
    sentence: 'With graduated prices, all units get the price of the tier that the whole quantity falls in.',
    section: 3,
    rule: "With graduated prices each unit is at its own tier's price.",
    rules: { graduated: standardRules.volume },
  },
  {
    name: 'graduated-for-volume',
    sentence: "With volume prices, each unit gets its own tier's price.",
    section: 3,
    rule: 'With volume prices all units are at the price of the tier that the whole quantity falls in.',
    rules: { volume: standardRules.graduated },
  },
  {
    name: 'tier-limits-as-widths',
    sentence: 'With graduated prices, the limit of a tier is read as the number of units in it.',
    section: 3,
    rule: 'A tier ends at its limit, counted from the first unit.',
    rules: { graduated: (quantity, tiers) => standardRules.graduated(quantity, stacked(tiers)) },
  },
  {
    name: 'tiers-per-project',
    sentence: 'Every project starts at the first tier and has packages of its own.',
    section: 3,
    rule: pricedOnce,
    rules: {
      counterAmount: ({ projects }, price, round) => round(sumExact(projects.map(({ quantity }) => price(quantity)))),
    },
  },
  {
    name: 'tiers-per-reading',
    sentence: 'Every DELTA reading starts at the first tier and has packages of its own.',
    section: 3,
    rule: pricedOnce,
    rules: { counterAmount: ({ projects }, price, round) => round(sumExact(billedParts(projects).map(price))) },
  },
  {
    name: 'amounts-rounded-down',
    sentence: 'Amounts are rounded down to a whole minor unit.',
    section: 3,
    rule: halfUp,
    rules: { round: floor },
  },
  {
    name: 'amounts-rounded-half-to-even',
    sentence: 'Amounts are rounded half to even, as banks do.',
    section: 3,
    rule: halfUp,
    rules: { round: roundHalfToEven },
  },
  {
    name: 'rounded-per-project',
    sentence: 'The cost of a counter is rounded for each project and then summed.',
    section: 3,
    rule: roundedOnce,
    rules: { counterAmount: roundedBy((projects) => projects.map(({ quantity }) => quantity)) },
  },
  {
    name: 'rounded-per-reading',
    sentence: 'The cost of a DELTA counter is rounded for each reading and then summed.',
    section: 3,
    rule: roundedOnce,
    rules: { counterAmount: roundedBy(billedParts) },
  },
  {
    name: 'left-over-units-lost',
    sentence: "Every project's share is rounded down, and the minor units left over are billed to nobody.",
    section: 3,
    rule: leftOver,
    rules: { share: (amount, quantities) => sharesOf(amount, quantities).map(floor) },
  },
  {
    name: 'left-over-units-to-the-first',
    sentence: 'All minor units left over after sharing out go to the first project.',
    section: 3,
    rule: leftOver,
    rules: {
      share(amount, quantities) {
        const [, ...others] = sharesOf(amount, quantities).map(floor);
        return [amount - sumMoney(others), ...others];
      },
    },
  },
  {
    name: 'shares-rounded-by-themselves',
    sentence: "Every project's share is rounded half up by itself, so that the shares may not add up to the amount.",
    section: 3,
    rule: "The projects' shares of a counter add up to its amount.",
    rules: { share: (amount, quantities) => sharesOf(amount, quantities).map(roundHalfUp) },
  },
];

function stacked(tiers: readonly Tier[]): Tier[] {
  let end = ZERO;
  return tiers.map(({ upTo, unitPrice }) => {
    end = end.add(exact(upTo ?? '0'));
    return { upTo: upTo === null ? null : formatExact(end), unitPrice };
  });
}

function roundHalfToEven(amount: Exact): Money {
  const rounded = roundHalfUp(amount);
  const isHalf = amount.sub(exact(floor(amount))).equals(0.5);
  return isHalf && rounded % 2 !== 0 ? rounded - 1 : rounded;
}

/** Prices the whole quantity, and rounds the contribution of each part to it. */
function roundedBy(partsOf: (projects: CounterUsage['projects']) => Exact[]): Rules['counterAmount'] {
  return ({ projects }, price, round) => {
    const parts = partsOf(projects).filter((part) => part.gt(0));
    const total = sumExact(parts);
    const whole = price(total);
    return sumMoney(parts.map((part) => round(whole.mul(part).div(total))));
  };
}

function sharesOf(amount: Money, quantities: readonly Exact[]): Exact[] {
  const total = sumExact(quantities);
  return quantities.map((quantity) => (total.equals(0) ? total : quantity.mul(amount).div(total)));
}

/**
 * The quantities that could be billed one by one: every reading of amounts used, and a project's quantity of levels and
 * running meters.
 */
function billedParts(projects: CounterUsage['projects']): Exact[] {
  return projects.flatMap(({ quantity, measurements }) =>
    measurements.every(({ counterType }) => counterType === 'DELTA')
      ? measurements.map((measurement) => measurement.quantity)
      : [quantity],
  );
}

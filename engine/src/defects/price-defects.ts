import type { Pricing, Tier } from '../policy/pricing.ts';
import { exactShares, readingParts } from '../rules/parts.ts';
import type { CounterUsage } from '../rules/rules.ts';
import { standardRules } from '../rules/standard-rules.ts';
import { type Exact, exact, floor, formatExact, roundHalfEven, roundHalfUp, sumExact, ZERO } from '../values/exact.ts';
import { floatOf, ofFloat } from './binary-float.ts';
import type { GeneralDefect } from './defect.ts';

const packages = 'Packages are counted whole: the quantity by the size, rounded up.';

/** §3: the price that counts, the costs of packages and tiers, the rounding of amounts, and the sharing out of them. */
export const priceDefects: readonly GeneralDefect[] = [
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
    name: 'tiers-per-reading',
    sentence: 'Every DELTA reading starts at the first tier and has packages of its own.',
    section: 3,
    rule: { choice: 'tiers' },
    rules: { pricedParts: readingParts },
  },
  {
    name: 'free-allowance-per-project',
    sentence: 'With graduated prices that begin with a free tier, every project gets the free tier for itself.',
    section: 3,
    rule: { choice: 'tiers' },
    onlyWith: { tiers: 'BILLING_GROUP' },
    rules: { pricedParts: afterFreeTierPerProject },
  },
  {
    name: 'half-to-even-everywhere',
    sentence: 'Amounts and tax round a half to the even neighbour, as banks do.',
    section: 3,
    rule: { choice: 'rounding' },
    onlyWith: { rounding: 'HALF_UP' },
    rules: {
      round: roundHalfEven,
      roundTax: (tax, mode) => standardRules.roundTax(tax, mode === 'HALF_UP' ? 'HALF_EVEN' : mode),
    },
  },
  {
    name: 'left-over-units-lost',
    sentence: "Every project's share is rounded down, and the minor units left over are billed to nobody.",
    section: 3,
    rule: { choice: 'shares' },
    rules: { share: (amount, quantities) => exactShares(amount, quantities).map(floor) },
  },
  {
    name: 'shares-rounded-by-themselves',
    sentence: "Every project's share is rounded half up by itself, so that the shares may not add up to the amount.",
    section: 3,
    rule: "The projects' shares of a counter add up to its amount.",
    rules: { share: (amount, quantities) => exactShares(amount, quantities).map(roundHalfUp) },
  },
];

function stacked(tiers: readonly Tier[]): Tier[] {
  let end = ZERO;
  return tiers.map(({ upTo, unitPrice }) => {
    end = end.add(exact(upTo ?? '0'));
    return { upTo: upTo === null ? null : formatExact(end), unitPrice };
  });
}

/** The group's quantity, with more of it in the free tier: the part of it that each project does not pay by itself. */
function afterFreeTierPerProject(usage: CounterUsage, pricing: Pricing): readonly Exact[] {
  const [free] = pricing.model === 'GRADUATED' ? pricing.tiers : [];
  if (!free || free.upTo === null || !exact(free.unitPrice).equals(0)) return standardRules.pricedParts(usage, pricing);
  const limit = exact(free.upTo);
  const paid = usage.projects.map(({ quantity }) => quantity.sub(limit)).filter((quantity) => quantity.gt(0));
  return [sumExact([...paid, limit])];
}

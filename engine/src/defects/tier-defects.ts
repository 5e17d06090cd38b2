import type { Tier } from '../policy/pricing.ts';
import { standardRules } from '../rules/standard-rules.ts';
import { exact, formatExact, sumExact, ZERO } from '../values/exact.ts';
import { billedParts } from './billed-parts.ts';
import type { Defect } from './defect.ts';

const once = "A counter's quantities are summed over the billing group's projects and priced once.";

/** §3: what tiers cost, and of which quantity. */
export const tierDefects: readonly Defect[] = [
  {
    name: 'tier-edge-exclusive',
    sentence: 'With volume prices, a quantity that just reaches the limit of a tier falls in the next one.',
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
    sentence: 'With graduated prices, the limit of a tier is taken for the number of units in it.',
    section: 3,
    rule: 'A tier ends at its limit, counted from the first unit.',
    rules: { graduated: (quantity, tiers) => standardRules.graduated(quantity, stacked(tiers)) },
  },
  {
    name: 'tiers-per-project',
    sentence: 'Every project begins with the first tier, and fills packages of its own.',
    section: 3,
    rule: once,
    rules: {
      counterAmount: ({ projects }, price, round) => round(sumExact(projects.map(({ quantity }) => price(quantity)))),
    },
  },
  {
    name: 'tiers-per-reading',
    sentence: 'Every reading of an amount used begins with the first tier, and fills packages of its own.',
    section: 3,
    rule: once,
    rules: { counterAmount: ({ projects }, price, round) => round(sumExact(billedParts(projects).map(price))) },
  },
];

function stacked(tiers: readonly Tier[]): Tier[] {
  let end = ZERO;
  return tiers.map(({ upTo, unitPrice }) => {
    end = end.add(exact(upTo ?? '0'));
    return { upTo: upTo === null ? null : formatExact(end), unitPrice };
  });
}

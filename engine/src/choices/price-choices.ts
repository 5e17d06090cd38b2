import type { Rounding } from '../policy/policy.ts';
import { exactShares, readingParts } from '../rules/parts.ts';
import { priceRules } from '../rules/price-rules.ts';
import { roundingModes } from '../rules/rounding-modes.ts';
import type { CounterUsage, Rules } from '../rules/rules.ts';
import { type Exact, floor, sumExact } from '../values/exact.ts';
import { type Money, sumMoney } from '../values/money.ts';
import type { Alternative, Alternatives } from './alternatives.ts';

const { pricedTogether, pricedParts } = priceRules;

/** §3: the quantities that are priced by themselves, the rounding of amounts, and the projects that get the minor units left over. */
export const priceChoices: Pick<Alternatives, 'tiers' | 'rounding' | 'roundedPer' | 'shares'> = {
  tiers: {
    BILLING_GROUP: {
      defect: 'tiers-over-billing-group',
      sentence: "A counter's quantities are summed over the billing group's projects and priced once.",
      rules: { pricedTogether, pricedParts },
    },
    PROJECT: {
      defect: 'tiers-per-project',
      sentence:
        'Each project begins with the first tier and fills packages of its own; what they cost is summed and shared out by quantity.',
      rules: { pricedTogether, pricedParts: ({ projects }) => projects.map(({ quantity }) => quantity) },
    },
    RESOURCE: {
      defect: 'tiers-per-resource',
      sentence:
        'Each resource begins with the first tier and fills packages of its own; what they cost is summed and shared out by quantity.',
      rules: { pricedTogether, pricedParts: resourceParts },
    },
    PROJECT_ALONE: {
      defect: 'projects-priced-alone',
      sentence: 'Each project is priced and rounded by itself, as if it were the only one; nothing is shared out.',
      rules: { pricedTogether: ({ projects }) => projects.map((project) => ({ projects: [project] })), pricedParts },
    },
  },
  rounding: {
    HALF_UP: rounded('HALF_UP', 'amounts-rounded-half-up', 'Amounts round half up.'),
    HALF_EVEN: rounded('HALF_EVEN', 'amounts-rounded-half-to-even', 'Amounts round a half to the even neighbour.'),
    DOWN: rounded('DOWN', 'amounts-rounded-down', 'Amounts round down to a whole minor unit.'),
    UP: rounded('UP', 'amounts-rounded-up', 'Amounts round up to a whole minor unit.'),
  },
  roundedPer: {
    COUNTER: {
      defect: 'rounded-per-counter',
      sentence: 'What a counter costs is rounded once.',
      rules: { counterAmount: priceRules.counterAmount },
    },
    PROJECT: {
      defect: 'rounded-per-project',
      sentence: 'What a counter costs is rounded for each project by its quantity, and then summed.',
      rules: { counterAmount: roundedBy(({ projects }) => projects.map(({ quantity }) => quantity)) },
    },
    READING: {
      defect: 'rounded-per-reading',
      sentence:
        'What a counter costs is rounded for each reading by its quantity, and then summed; of levels and running meters it is rounded for each project.',
      rules: { counterAmount: roundedBy(readingParts) },
    },
  },
  shares: {
    LARGEST_REMAINDER: {
      defect: 'left-over-units-by-remainder',
      sentence: 'The minor units that sharing out leaves over go one each to the projects with the largest fractions.',
      rules: { share: priceRules.share },
    },
    LARGEST: {
      defect: 'left-over-units-to-the-largest',
      sentence: 'All that sharing out leaves over goes to the project that used most.',
      rules: { share: leftOverTo((quantities) => quantities.indexOf(quantities.reduce(greater))) },
    },
    FIRST: {
      defect: 'left-over-units-to-the-first',
      sentence: 'All that sharing out leaves over goes to the first project that used something.',
      rules: { share: leftOverTo((quantities) => quantities.findIndex(isUsed)) },
    },
    LAST: {
      defect: 'left-over-units-to-the-last',
      sentence: 'All that sharing out leaves over goes to the last project that used something.',
      rules: { share: leftOverTo((quantities) => quantities.findLastIndex(isUsed)) },
    },
  },
};

function rounded(mode: Rounding, defect: string, sentence: string): Alternative {
  return { defect, sentence, rules: { round: roundingModes[mode] } };
}

function resourceParts({ projects }: CounterUsage): Exact[] {
  return projects.flatMap((project) => project.quantitiesByResource());
}

/** Rounds the share of each part in the cost; shares are in proportion to quantities. */
function roundedBy(partsOf: (usage: CounterUsage) => Exact[]): Rules['counterAmount'] {
  return (cost, usage, round) => {
    const parts = partsOf(usage).filter((part) => part.gt(0));
    const total = sumExact(parts);
    return sumMoney(parts.map((part) => round(cost.mul(part).div(total))));
  };
}

function leftOverTo(indexIn: (quantities: readonly Exact[]) => number): Rules['share'] {
  return (amount, quantities) => {
    if (!quantities.some(isUsed)) return quantities.map(() => 0);
    const shares = exactShares(amount, quantities).map(floor);
    const leftOver: Money = amount - sumMoney(shares);
    const index = indexIn(quantities);
    return shares.map((share, place) => (place === index ? share + leftOver : share));
  };
}

function isUsed(quantity: Exact): boolean {
  return quantity.gt(0);
}

function greater(a: Exact, b: Exact): Exact {
  return b.gt(a) ? b : a;
}

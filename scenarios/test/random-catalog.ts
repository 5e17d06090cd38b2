import {
  checkPolicy,
  choices,
  creditTypes,
  type Member,
  type Policy,
  type PriceRow,
  type Pricing,
  type PricingModel,
  type RuleChoices,
  roundings,
  type UnitDimension,
} from '@billing-testkit/engine';
import { RandomNumbers } from './random-numbers.ts';

const memberNames = ['acme', 'nord', 'sur', 'ost-2'];
const currencies = ['KRW', 'USD', 'CHF', 'XTS'];
const taxRates = ['0', '5', '7.7', '8.25', '19', '20.0', '50', '100', '12.345'];
const models: readonly PricingModel[] = ['FLAT', 'GRADUATED', 'VOLUME', 'PACKAGE'];

/** Time zones without daylight saving time, with it in the north and in the south, and those that are not whole hours from UTC. */
const timeZones = [
  ...['UTC', 'Asia/Seoul', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'Etc/GMT+11'],
  ...['America/New_York', 'Europe/Paris', 'America/St_Johns', 'Australia/Lord_Howe', 'America/Santiago'],
];

/** Units that convert into each other; a catalog has some of each. */
const dimensions: readonly UnitDimension[] = [
  [
    { unit: 'SECONDS', size: '1' },
    { unit: 'MINUTES', size: '60' },
    { unit: 'HOURS', size: '3600' },
  ],
  [
    { unit: 'MB', size: '0.001' },
    { unit: 'GB', size: '1' },
    { unit: 'TB', size: '1000' },
  ],
  [
    { unit: 'CALL', size: '1' },
    { unit: 'DOZEN', size: '12' },
  ],
];

/** Names of counters, and the beginnings of the rows of a price book. */
const counters = ['compute.small', 'compute.large', 'compute.gpu.a', 'storage.ssd', 'calls', 'support.seat'];
const prefixes = ['compute.*', 'compute.gpu.*', 'storage.*'];

/** A catalog as a team might write it, another one for each seed: members, units, prices of every model, limits, and choices of rules. */
export function randomCatalog(seed: number): Policy {
  const random = new RandomNumbers(seed);
  const unitDimensions = dimensions.flatMap((units) => {
    const some = random.someOf(units, 1);
    return random.isTrue(0.8) ? [some] : [];
  });
  const members = random.someOf(memberNames, 1).map((member) => randomMember(member, random));
  const rules = randomChoices(random);
  const graceDays = random.whole(0, 70);
  const policy: Policy = {
    members,
    unitDimensions,
    priceBook: randomPriceBook(members, unitDimensions, random),
    adjustments: {
      defaultPriority: random.whole(-5, 200),
      maxRateDiscount: random.oneOf(['100', '60', '33.3']),
      maxRateSurcharge: random.oneOf(['200', '50', '12.5']),
      maxFixedAmount: random.oneOf([1_000_000_000_000, 500_000, 99_999]),
    },
    credits: { expiringSoonDays: random.whole(0, 40), ranks: randomRanks(random) },
    lateFees: {
      dueDay: random.whole(1, 28),
      graceDays: rules.lateFeeGrace === 'NONE' ? 0 : graceDays,
      rate: random.oneOf(['5', '1.5', '0.25', '10']),
    },
    rules,
  };
  checkPolicy(policy);
  return policy;
}

function randomMember(member: string, random: RandomNumbers): Member {
  return {
    member,
    currency: random.oneOf(currencies),
    taxName: 'VAT',
    taxRate: random.oneOf(taxRates),
    taxRounding: random.oneOf(roundings),
    timeZone: random.oneOf(timeZones),
  };
}

function randomPriceBook(
  members: readonly Member[],
  unitDimensions: readonly UnitDimension[],
  random: RandomNumbers,
): PriceRow[] {
  const used = [...new Set(members.map(({ currency }) => currency))];
  // A price in a currency that no member bills in is no figure.
  const priced = random.isTrue(0.2) ? [...used, 'ZZZ'] : used;
  const rows = [...random.someOf(counters, 2), ...random.someOf(prefixes, 0), '*'];
  return rows.map((counter) => {
    const unit = randomUnit(unitDimensions, random);
    const model = random.oneOf(models);
    const prices = priced.map((currency) => {
      // Now and then a currency has terms of its own.
      const own = random.isTrue(0.2) ? random.oneOf(models) : model;
      return { currency, pricing: randomPricing(own, unit, random) };
    });
    return { counter, prices };
  });
}

function randomUnit(unitDimensions: readonly UnitDimension[], random: RandomNumbers): string | undefined {
  const units = unitDimensions.flatMap((dimension) => dimension.map(({ unit }) => unit));
  return random.isTrue(0.7) && units.length > 0 ? random.oneOf(units) : undefined;
}

function randomPricing(model: PricingModel, unit: string | undefined, random: RandomNumbers): Pricing {
  const per = unit === undefined ? {} : { unit };
  switch (model) {
    case 'FLAT':
      return { model, ...per, unitPrice: random.decimal(1, 500) };
    case 'PACKAGE':
      return {
        model,
        ...per,
        packageSize: random.oneOf(['5', '100', '0.5', '12']),
        packagePrice: random.decimal(1, 30_000),
      };
    default: {
      const count = random.whole(0, 3);
      const limits = Array.from({ length: count }, (_, index) =>
        String(random.whole(index * 100 + 1, index * 100 + 90)),
      );
      const tiers = [...limits, null].map((upTo, index) => ({
        upTo,
        unitPrice: index === 0 && random.isTrue(0.4) ? '0' : random.decimal(1, 300),
      }));
      return { model, ...per, tiers };
    }
  }
}

/** The types in some order, cut into one to four ranks. */
function randomRanks(random: RandomNumbers): Policy['credits']['ranks'] {
  const types = random.shuffled(creditTypes);
  const cuts = random.someOf([1, 2, 3, 4, 5, 6], 0).slice(0, 3);
  const ends = [...cuts, types.length].toSorted((a, b) => a - b);
  return ends.map((end, index) => types.slice(index === 0 ? 0 : ends[index - 1], end));
}

function randomChoices(random: RandomNumbers): RuleChoices {
  const chosen = choices.map(({ name, alternatives: [standard, ...others] }) => {
    return [name, random.isTrue(0.4) ? random.oneOf(others).name : standard.name];
  });
  const rules: RuleChoices = Object.fromEntries(chosen);
  // Nothing is shared out between projects that are priced alone.
  return rules.tiers === 'PROJECT_ALONE' ? { ...rules, shares: 'LARGEST_REMAINDER' } : rules;
}

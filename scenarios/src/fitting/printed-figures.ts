import type { Figure, Member, Policy, PriceRow, Pricing, Tier } from '@billing-testkit/engine';
import { pricingText } from '../cases/figure-forms.ts';

/**
 * Further parts of a catalog that bills print, in the form of figures that have any value: all terms of a price, and the name of a
 * member's tax. A target that prints its terms tells another model or other tiers by them.
 */
export function printedFigures(policy: Policy): Figure[] {
  return [
    ...policy.members.map((member, index) => taxNameOf(policy, member, index)),
    ...policy.priceBook.flatMap((row, index) => row.prices.map((_, place) => termsOf(policy, { row, index, place }))),
  ];
}

const MAX_NAME = 80;

function taxNameOf(policy: Policy, { member, taxName }: Member, index: number): Figure {
  return printed({
    name: `members.${member} tax name`,
    section: 1,
    path: `/members/${index}/taxName`,
    members: [member],
    value: taxName,
    sentence: (other) => `Tax is called ${other}, not ${taxName}, for ${member}.`,
    withValue: (other) =>
      other.trim() === '' || other.length > MAX_NAME || /^[\d.]+$/.test(other)
        ? undefined
        : { ...policy, members: changed(policy.members, index, { taxName: other }) },
  });
}

/** A price of the price book. */
interface Place {
  readonly row: PriceRow;
  /** The place of the row, and the place of the price in it. */
  readonly index: number;
  readonly place: number;
}

function termsOf(policy: Policy, { row, index, place }: Place): Figure {
  const { currency = '', pricing } = row.prices[place] ?? {};
  const own = pricingText(pricing);
  return printed({
    name: `prices.${row.counter}.${currency}`,
    section: 3,
    path: `/priceBook/${index}/prices/${place}/pricing`,
    members: policy.members.filter((member) => member.currency === currency).map(({ member }) => member),
    value: own,
    sentence: (other) => `${row.counter} is priced ${other}, not ${own}, in ${currency}.`,
    withValue(other) {
      const read = pricingOf(other);
      if (!read) return undefined;
      return {
        ...policy,
        priceBook: changed(policy.priceBook, index, { prices: changed(row.prices, place, { pricing: read }) }),
      };
    },
  });
}

function changed<Item>(items: readonly Item[], place: number, other: Partial<Item>): Item[] {
  return items.map((item, index) => (index === place ? { ...item, ...other } : item));
}

function printed(figure: Omit<Figure, 'domain' | 'mutants'>): Figure {
  return { ...figure, domain: { kind: 'option', options: [] }, mutants: [] };
}

const NUMBER = String.raw`\d{1,15}(?:\.\d{1,12})?`;
const TERMS = /^(FLAT|GRADUATED|VOLUME|PACKAGE) (.*?)(?: per (\S+))?$/;
const PACKAGE = new RegExp(`^(${NUMBER}) for (${NUMBER})$`);
const TIER = new RegExp(`^(?:to (${NUMBER})|above): (${NUMBER})$`);

/** The pricing that `pricingText` writes so; undefined for a text that is no pricing. */
function pricingOf(text: string): Pricing | undefined {
  const [, model, terms = '', unit] = TERMS.exec(text) ?? [];
  const perUnit = unit === undefined ? {} : { unit };
  switch (model) {
    case 'FLAT':
      return new RegExp(`^${NUMBER}$`).test(terms) ? { model, ...perUnit, unitPrice: terms } : undefined;
    case 'PACKAGE': {
      const [, packagePrice, packageSize] = PACKAGE.exec(terms) ?? [];
      if (packagePrice === undefined || packageSize === undefined) return undefined;
      return { model, ...perUnit, packageSize, packagePrice };
    }
    case 'GRADUATED':
    case 'VOLUME': {
      const tiers = tiersOf(terms);
      return tiers && { model, ...perUnit, tiers };
    }
    default:
      return undefined;
  }
}

function tiersOf(terms: string): Tier[] | undefined {
  const read = terms.split(', ').map((term) => TIER.exec(term));
  const tiers = read.flatMap((match) => (match ? [{ upTo: match[1] ?? null, unitPrice: match[2] ?? '' }] : []));
  const isWhole =
    tiers.length === read.length && tiers.every(({ upTo }, index) => (upTo === null) === (index === tiers.length - 1));
  return isWhole ? tiers : undefined;
}

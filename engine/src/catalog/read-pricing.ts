import type { Pricing, PricingModel, Tier } from '../policy/pricing.ts';
import type { Entry } from './entry.ts';
import type { Fields } from './fields.ts';

/** The fields of a price besides the price itself. */
export type Terms = Pick<Fields<Entry>, 'find' | 'get'>;

interface Reading {
  readonly terms: Terms;
  readonly price: Entry;
  readonly path: string;
}

const readers: Readonly<Record<PricingModel, (reading: Reading) => Pricing>> = {
  FLAT: ({ terms, price, path }) => ({
    model: 'FLAT',
    ...unitOf(terms, path),
    unitPrice: price.text(`${path}/unitPrice`),
  }),
  PACKAGE: ({ terms, price, path }) => ({
    model: 'PACKAGE',
    ...unitOf(terms, path),
    packageSize: terms.get('packageSize').text(`${path}/packageSize`),
    packagePrice: price.text(`${path}/packagePrice`),
  }),
  GRADUATED: (reading) => ({ model: 'GRADUATED', ...unitOf(reading.terms, reading.path), tiers: readTiers(reading) }),
  VOLUME: (reading) => ({ model: 'VOLUME', ...unitOf(reading.terms, reading.path), tiers: readTiers(reading) }),
};

const models = ['FLAT', 'PACKAGE', 'GRADUATED', 'VOLUME'] as const satisfies readonly PricingModel[];

/** The models that make use of each term. */
const users: Readonly<Record<string, readonly PricingModel[]>> = {
  model: models,
  unit: models,
  packageSize: ['PACKAGE'],
  upTo: ['GRADUATED', 'VOLUME'],
};

export const termNames = Object.keys(users);

/** The terms that the model makes no use of, each with the models that do. */
export function ofOtherModels(model: PricingModel): readonly (readonly [term: string, models: string])[] {
  const others = Object.entries(users).filter(([, own]) => !own.includes(model));
  return others.map(([term, own]) => [term, own.join(' or ')]);
}

/** The pricing model that the terms name; `FLAT` when they name none. */
export function modelOf(terms: Terms, path: string): PricingModel {
  return terms.find('model')?.choice(models, `${path}/model`) ?? 'FLAT';
}

export function readPricing(terms: Terms, price: Entry, path: string): Pricing {
  return readers[modelOf(terms, path)]({ terms, price, path });
}

function unitOf(terms: Terms, path: string): { unit?: string } {
  const unit = terms.find('unit');
  return unit ? { unit: unit.text(`${path}/unit`) } : {};
}

/** The tiers: a price for each limit, and one for the quantities above them all. */
function readTiers({ terms, price, path }: Reading): Tier[] {
  const upTo = terms.get('upTo');
  const limits = upTo.items('limits');
  const prices = price.items('prices, one for each tier');
  const count = limits.length + 1;
  if (!upTo.isList) {
    upTo.locate(`${path}/tiers`);
    return [];
  }
  price.locate(`${path}/tiers`);
  if (prices.length !== count) {
    price.mistake(`must have ${count} in all: a price for each limit of upTo, and one for what is above`);
  }
  const closed = limits.slice(0, prices.length - 1);
  return prices.map((tierPrice, index) => ({
    upTo: closed[index]?.text(`${path}/tiers/${index}/upTo`) ?? null,
    unitPrice: tierPrice.text(`${path}/tiers/${index}/unitPrice`),
  }));
}

import type { Policy, PriceRow } from '../policy/policy.ts';
import type { Pricing } from '../policy/pricing.ts';
import { type Figure, figureOf } from './figure.ts';
import { decimals } from './figure-values.ts';
import { pricingFigures } from './pricing-figures.ts';

/** §3: the prices of the price book in the currencies that members bill in. */
export function priceFigures(policy: Policy): Figure[] {
  return policy.priceBook.flatMap((row, index) =>
    row.prices.flatMap((_, position) => figuresOfPrice({ policy, row, index, position })),
  );
}

/** A price of a row: `index` is the row's place in the price book, `position` the price's in the row. */
interface PlacedPrice {
  readonly policy: Policy;
  readonly row: PriceRow;
  readonly index: number;
  readonly position: number;
}

function figuresOfPrice(placed: PlacedPrice): Figure[] {
  const { policy, row, index, position } = placed;
  const price = row.prices[position];
  const members = policy.members.filter(({ currency }) => currency === price?.currency).map(({ member }) => member);
  if (!price || members.length === 0) return [];
  const inCurrency = row.prices.length > 1 ? `, in ${price.currency}` : '';
  return pricingFigures(price.pricing).map(({ part, path, value, others, bounds, clause, changed }) => {
    const name = [`prices.${row.counter}.${price.currency}`, ...part].join(' ');
    const place = { name, section: 3, path: `/priceBook/${index}/prices/${position}/pricing${path}`, members };
    return figureOf(place, value, {
      others,
      values: decimals(bounds),
      changed: (other) => withPricing(placed, changed(other)),
      sentence: (other, own) => `${clause(row.counter, other, own)}${inCurrency}.`,
    });
  });
}

function withPricing({ policy, row, index, position }: PlacedPrice, pricing: Pricing): Policy {
  const prices = row.prices.map((price, place) => (place === position ? { ...price, pricing } : price));
  return { ...policy, priceBook: policy.priceBook.with(index, { ...row, prices }) };
}

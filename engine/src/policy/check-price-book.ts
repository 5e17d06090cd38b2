import { checkDistinct } from '../inspection/distinct.ts';
import type { Inspection } from '../inspection/inspection.ts';
import { checkPricing } from './check-pricing.ts';
import { isCurrencyCode } from './currency-code.ts';
import type { Policy, PriceRow } from './policy.ts';

const REST = '*';
/** An exact name, or one that ends in `.*`, has no other asterisk. */
const COUNTER = /^(?:[^*]+|[^*]+\.\*|\*)$/s;

/** Checks that every counter has a price in the currency of every member. */
export function checkPriceBook(
  inspection: Inspection,
  { priceBook, members }: Pick<Policy, 'priceBook' | 'members'>,
): void {
  const currencies = new Set(members.map(({ currency }) => currency).filter(isCurrencyCode));
  const rows = priceBook.map((row, index) => ({ ...row, name: row.counter, path: `/priceBook/${index}` }));
  for (const row of rows) {
    inspection.require(COUNTER.test(row.counter), `${row.path}/counter`, 'must be a name, "prefix.*" or "*"');
    checkRow(inspection, row, row.path);
    const missing = [...currencies].filter((currency) => !row.prices.some((price) => price.currency === currency));
    inspection.require(
      missing.length === 0,
      row.path,
      `must have a price in ${missing.join(', ')}: a member bills in it`,
    );
  }
  checkDistinct(
    inspection,
    rows.map(({ name, path }) => ({ name, path: `${path}/counter` })),
  );
  const hasRest = rows.some(({ name }) => name === REST);
  inspection.require(
    hasRest,
    '/priceBook',
    `must have a row "${REST}": without it a counter of no other row has no price`,
  );
}

function checkRow(inspection: Inspection, { prices }: PriceRow, path: string): void {
  for (const [index, { pricing }] of prices.entries())
    checkPricing(inspection, pricing, `${path}/prices/${index}/pricing`);
  const names = prices.map(({ currency }, index) => ({ name: currency, path: `${path}/prices/${index}/currency` }));
  checkDistinct(inspection, names);
}

import { checkPolicy, type Member, type Policy, type PriceRow } from '@billing-testkit/engine';
import { didYouMean } from '../matrices/did-you-mean.ts';
import { UsageError } from '../matrices/usage-errors.ts';

/** Names that only the target knows. */
export interface TargetNames {
  /** Members, each of the catalog or with its currency, like `kr` or `sg:SGD`. All of the catalog when absent. */
  readonly members?: readonly string[] | undefined;
  /** Counters that have a price of their own, where it is per unit with that, like `calls` or `storage.ssd:GB`. */
  readonly counters?: readonly string[] | undefined;
}

/** A price of each counter in each currency, and a member in each, is far more than a system that can be asked in a few minutes has. */
const MAX_NAMES = 100;

/**
 * The catalog that a fit begins with: the members that were named and no others, and a row of its own for every counter that was named,
 * with the price that the catalog has for it. Throws a `UsageError` for names that no catalog can have.
 */
export function startingCatalog(policy: Policy, { members, counters = [] }: TargetNames): Policy {
  for (const names of [members ?? [], counters]) {
    if (names.length > MAX_NAMES) throw new UsageError(`At most ${MAX_NAMES} names are looked for at a time.`);
  }
  const own = members?.map((named) => memberOf(named, policy)) ?? policy.members;
  const rows = counters.map((named) => rowOf(named, policy)).filter((row) => isMissing(row, policy));
  const priceBook = [...rows, ...policy.priceBook];
  const currencies = [...new Set(own.map(({ currency }) => currency))];
  const isOwn = !members && rows.length === 0;
  return isOwn
    ? policy
    : checked({ ...policy, members: own, priceBook: priceBook.map((row) => priced(row, currencies)) });
}

const NAMED = /^([^:]+)(?::([A-Z]{3}))?$/;

function memberOf(named: string, { members }: Policy): Member {
  const [, name, currency] = NAMED.exec(named) ?? [];
  if (name === undefined)
    throw new UsageError(`${JSON.stringify(named)} names no member: write kr, or sg:SGD for another one.`);
  const known = members.find(({ member }) => member === name);
  if (known) return currency === undefined ? known : { ...known, currency };
  const names = members.map(({ member }) => member);
  if (currency === undefined) {
    throw new UsageError(
      `The catalog has no member ${name}: write its currency, too, like ${name}:SGD.${didYouMean(name, names)}`,
    );
  }
  return { member: name, currency, taxName: 'VAT', taxRate: '10', taxRounding: 'HALF_UP', timeZone: 'UTC' };
}

const COUNTER = /^([^*\s]+?)(?::([A-Za-z_]+))?$/;

/** A row with the price of the row that prices the counter: that of its longest prefix, or that for all others. */
function rowOf(named: string, { priceBook }: Policy): PriceRow {
  const [, counter, unit] = COUNTER.exec(named) ?? [];
  if (counter === undefined)
    throw new UsageError(`${JSON.stringify(named)} names no counter: write calls, or calls:GB.`);
  const fitting = priceBook.filter((row) => row.counter.endsWith('*') && counter.startsWith(row.counter.slice(0, -1)));
  const [longest] = fitting.toSorted((a, b) => b.counter.length - a.counter.length);
  const prices = longest?.prices ?? [];
  return {
    counter,
    prices: unit === undefined ? prices : prices.map((price) => ({ ...price, pricing: { ...price.pricing, unit } })),
  };
}

function isMissing({ counter }: PriceRow, { priceBook }: Policy): boolean {
  return priceBook.every((row) => row.counter !== counter);
}

/** A row with a price in each currency. One that it has none in begins with the number of the first one that it has. */
function priced({ counter, prices }: PriceRow, currencies: readonly string[]): PriceRow {
  const missing = currencies.filter((currency) => prices.every((price) => price.currency !== currency));
  const [first] = prices;
  return { counter, prices: [...prices, ...missing.flatMap((currency) => (first ? [{ ...first, currency }] : []))] };
}

function checked(policy: Policy): Policy {
  try {
    checkPolicy(policy);
    return policy;
  } catch (cause) {
    throw new UsageError(`No catalog has these names: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}

import type { OperationFacts } from '../document/operation.ts';
import type { ErrorDetail } from '../errors/refusal.ts';

/** The parameters of a query string, and which of them can't be read. */
export interface Query {
  readonly parameters: Record<string, unknown>;
  readonly unreadable: readonly ErrorDetail[];
}

/**
 * The parameters of an operation in a query string. Parameters that it does not know and empty ones are left out, except by a strict
 * server and by the mock's own controls: the former are parameters then, to be refused, and the latter can't be read. An empty one
 * is a parameter everywhere where leaving it out would mean more: an empty filter must not delete all.
 */
export function readQuery(queryString: string, operation: OperationFacts, isStrict: boolean): Query {
  if (queryString === '') return { parameters: {}, unreadable: [] };
  const sent = valuesByName(queryString);
  const unreadable = isStrict ? emptyOnes(sent, operation) : [];
  const known = operation.queryParameters.flatMap(({ name, style }): [string, unknown][] => {
    const values = (sent.get(name) ?? []).filter((value) => value !== '' || meansMoreWithout(name, operation));
    const decoded = (style === 'commas' ? values.flatMap((value) => value.split(',')) : values).map(utf8In);
    if (decoded.includes(undefined))
      unreadable.push({ path: `query/${name}`, message: 'must be percent-encoded UTF-8' });
    if (decoded.length === 0) return [];
    return [[name, style === 'single' && decoded.length === 1 ? decoded[0] : decoded]];
  });
  return { parameters: Object.fromEntries<unknown>(isStrict ? [...sent, ...known] : known), unreadable };
}

/** Takes out the known parameters that have no value, and refuses them. An empty account is refused as such. */
function emptyOnes(sent: Map<string, string[]>, operation: OperationFacts): ErrorDetail[] {
  const empty = operation.queryParameters.filter(({ name }) => {
    if (name === 'uuid' || meansMoreWithout(name, operation)) return false;
    return sent.get(name)?.every((value) => value === '') === true;
  });
  for (const { name } of empty) sent.delete(name);
  return empty.map(({ name }) => ({ path: `query/${name}`, message: 'must have a value, or be left out' }));
}

/** The values as they were sent: a list is split at its commas before it is decoded, so that an encoded comma is part of a value. */
function valuesByName(queryString: string): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (const pair of queryString.split('&')) {
    if (pair === '') continue;
    const end = pair.includes('=') ? pair.indexOf('=') : pair.length;
    const name = utf8In(pair.slice(0, end)) ?? pair.slice(0, end);
    const ofName = values.get(name);
    if (ofName) ofName.push(pair.slice(end + 1));
    else values.set(name, [pair.slice(end + 1)]);
  }
  return values;
}

function meansMoreWithout(name: string, { method, account }: OperationFacts): boolean {
  return name === 'uuid' ? account === 'optional' : method === 'delete';
}

function utf8In(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

import type { DocumentedOperation, QueryParameter } from '../contract/operation.ts';
import { Refusal } from '../errors/refusal.ts';

/**
 * The parameters of an operation in a query string. What it does not know is left out, except by a strict server, and so is
 * what is empty, except where leaving it out would mean more: an empty filter must not delete all. Throws `VALIDATION_ERROR`
 * for a value that is not encoded as UTF-8.
 */
export function readQuery(queryString: string, operation: DocumentedOperation, isStrict: boolean) {
  if (queryString === '') return {};
  const sent = new Map<string, string[]>();
  for (const pair of queryString.split('&')) {
    const [, name = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(pair) ?? [];
    const decodedName = decoded(name, name);
    const values = sent.get(decodedName);
    if (values) values.push(value);
    else if (pair !== '') sent.set(decodedName, [value]);
  }
  const known = operation.queryParameters.flatMap(({ name, style }): [string, unknown][] => {
    const values = (sent.get(name) ?? []).filter((value) => value !== '' || meansMoreWithout(name, operation));
    return values.length > 0 ? [[name, read[style](values, name)]] : [];
  });
  return Object.fromEntries<unknown>(isStrict ? [...sent, ...known] : known);
}

function meansMoreWithout(name: string, { method, account }: DocumentedOperation): boolean {
  return name === 'uuid' ? account === 'optional' : method === 'delete';
}

/** Values are split at commas before they are decoded: an encoded comma is a part of its value. */
const read: Record<QueryParameter['style'], (values: string[], name: string) => unknown> = {
  single: (values, name) =>
    values.length === 1 ? decoded(values[0], name) : values.map((value) => decoded(value, name)),
  repeated: (values, name) => values.map((value) => decoded(value, name)),
  commas: (values, name) => values.flatMap((value) => value.split(',')).map((value) => decoded(value, name)),
};

function decoded(text = '', name: string): string {
  const value = utf8In(text.replaceAll('+', ' '));
  if (value === undefined) throw Refusal.ofField('VALIDATION_ERROR', `query/${name}`, 'must be percent-encoded UTF-8');
  return value;
}

function utf8In(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}

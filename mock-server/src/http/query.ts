import type { DocumentedOperation, QueryParameter } from '../contract/operation.ts';

/**
 * The parameters of an operation in a query string. What it does not know is left out, except by a strict server, and so is
 * what is empty, except where leaving it out would mean more: an empty filter must not delete all.
 */
export function readQuery(queryString: string, operation: DocumentedOperation, isStrict: boolean) {
  if (queryString === '') return {};
  const sent = new URLSearchParams(queryString);
  const known = operation.queryParameters.flatMap(({ name, style }): [string, unknown][] => {
    const values = sent.getAll(name).filter((value) => value !== '' || meansMoreWithout(name, operation));
    return values.length > 0 ? [[name, read[style](values)]] : [];
  });
  return Object.fromEntries<unknown>(isStrict ? [...sent, ...known] : known);
}

function meansMoreWithout(name: string, { method, account }: DocumentedOperation): boolean {
  return name === 'uuid' ? account === 'optional' : method === 'delete';
}

const read: Record<QueryParameter['style'], (values: string[]) => unknown> = {
  single: (values) => (values.length === 1 ? values[0] : values),
  repeated: (values) => values,
  commas: (values) => values.flatMap((value) => value.split(',')),
};

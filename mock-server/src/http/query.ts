import type { DocumentedOperation, QueryParameter } from '../contract/operation.ts';

/**
 * The parameters of an operation in a query string; what the operation does not know is left out, but not strictly. So is what is empty, but
 * not where something is deleted by it: an empty filter must not delete all.
 */
export function readQuery(queryString: string, operation: DocumentedOperation, isStrict: boolean) {
  const { method, queryParameters } = operation;
  if (queryString === '') return {};
  const sent = new URLSearchParams(queryString);
  const known = queryParameters.flatMap(({ name, style }): [string, unknown][] => {
    const values = sent.getAll(name).filter((value) => value !== '' || (method === 'delete' && name !== 'uuid'));
    return values.length > 0 ? [[name, read[style](values)]] : [];
  });
  return Object.fromEntries<unknown>(isStrict ? [...sent, ...known] : known);
}

const read: Record<QueryParameter['style'], (values: string[]) => unknown> = {
  single: (values) => (values.length === 1 ? values[0] : values),
  repeated: (values) => values,
  commas: (values) => values.flatMap((value) => value.split(',')),
};

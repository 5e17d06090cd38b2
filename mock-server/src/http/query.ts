import type { DocumentedOperation, QueryParameter } from '../contract/operation.ts';

/**
 * The parameters of an operation in a query string; what the operation does not know is left out, but not strictly. So is what is empty, but
 * not where something is deleted by it: an empty filter must not delete all.
 */
export function readQuery(queryString: string, operation: DocumentedOperation, isStrict: boolean) {
  const { method, queryParameters } = operation;
  const query: Record<string, unknown> = {};
  if (queryString === '') return query;
  const sent = new URLSearchParams(queryString);
  for (const { name, style } of queryParameters) {
    const values = sent.getAll(name).filter((value) => value !== '' || (method === 'delete' && name !== 'uuid'));
    if (values.length > 0) query[name] = read[style](values);
  }
  if (isStrict) for (const [name, value] of sent) if (!Object.hasOwn(query, name)) query[name] = value;
  return query;
}

const read: Record<QueryParameter['style'], (values: string[]) => unknown> = {
  single: (values) => (values.length === 1 ? values[0] : values),
  repeated: (values) => values,
  commas: (values) => values.flatMap((value) => value.split(',')),
};

import type { QueryParameter } from '../contract/operation.ts';

/** The parameters of an operation in a query string. What the operation does not know is left out, and so are empty ones. */
export function readQuery(queryString: string, parameters: readonly QueryParameter[]): Record<string, unknown> {
  if (queryString === '') return {};
  const sent = new URLSearchParams(queryString);
  const query: Record<string, unknown> = {};
  for (const { name, style } of parameters) {
    const values = sent.getAll(name).filter((value) => value !== '');
    if (values.length > 0) query[name] = read[style](values);
  }
  return query;
}

const read: Record<QueryParameter['style'], (values: string[]) => unknown> = {
  single: (values) => (values.length === 1 ? values[0] : values),
  repeated: (values) => values,
  commas: (values) => values.flatMap((value) => value.split(',')),
};

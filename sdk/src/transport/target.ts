import type { Operation, QueryValue, RequestParts } from './operation.ts';

/**
 * The path and query of a request.
 *
 * @throws TypeError for a value that would make it another request: a path parameter that would vanish from the path, or an empty
 * list, which would be sent like no filter at all.
 */
export function targetOf({ path, commaSeparated }: Operation, { path: values = {}, query = {} }: RequestParts): string {
  const filled = path.replaceAll(/\{(\w+)\}/gu, (_, name: string) => segmentOf(name, values[name]));
  const pairs = Object.entries(query).flatMap(([name, value]) => {
    const texts = textsOf(name, value).map(encodeURIComponent);
    const sent = commaSeparated.includes(name) && texts.length > 0 ? [texts.join(',')] : texts;
    return sent.map((text) => `${name}=${text}`);
  });
  return pairs.length > 0 ? `${filled}?${pairs.join('&')}` : filled;
}

/** A request's method and path, for messages. */
export function nameOf(operation: Operation, parts: RequestParts): string {
  return `${operation.method.toUpperCase()} ${targetOf(operation, parts)}`;
}

/** URLs drop empty segments, and resolve dots even when they are encoded. */
function segmentOf(name: string, value = ''): string {
  if (['', '.', '..'].includes(value)) throw new TypeError(`${name} can't be ${JSON.stringify(value)}`);
  return encodeURIComponent(value);
}

function textsOf(name: string, value: QueryValue): string[] {
  if (value === undefined) return [];
  if (typeof value !== 'object') return [String(value)];
  if (value.length === 0) throw new TypeError(`${name} can't be an empty list`);
  return [...value];
}

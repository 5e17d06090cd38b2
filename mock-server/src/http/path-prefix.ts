import type { IncomingMessage } from 'node:http';

export const PREFIX_IS =
  'A path prefix is one like /mock or /team/mock: letters, digits, -, _, . and ~ between slashes';

const SEGMENTS = /^(?:\/[\w.~-]+)+$/;
const MAX_LENGTH = 200;

/** The prefix without a slash at its end, empty for `/`; `undefined` for a text that is none. */
export function pathPrefix(text: string): string | undefined {
  const prefix = text.endsWith('/') ? text.slice(0, -1) : text;
  if (prefix === '') return text === '' ? undefined : '';
  const isPrefix = text.length <= MAX_LENGTH && SEGMENTS.test(prefix);
  return isPrefix && !prefix.split('/').some((part) => part === '.' || part === '..') ? prefix : undefined;
}

/**
 * The prefix that clients put before the server's paths: the one that a proxy tells in `X-Forwarded-Prefix`, else that of the server.
 * Several proxies may tell one each, outermost first. A header that is no prefix is ignored: it would become part of pages.
 */
export function prefixOf({ headers }: IncomingMessage, basePath: string): string {
  const told = headers['x-forwarded-prefix'];
  if (told === undefined) return basePath;
  const parts = String(told)
    .split(',')
    .map((part) => pathPrefix(part.trim()));
  const prefix = parts.includes(undefined) ? undefined : pathPrefix(`${parts.join('')}/`);
  return prefix ?? basePath;
}

/** The path and query without a prefix of the request, which a proxy may have left there; `undefined` when they have none. */
export function withoutPrefix(request: IncomingMessage, basePath: string): string | undefined {
  const { url = '/' } = request;
  for (const prefix of [prefixOf(request, basePath), basePath]) {
    if (prefix === '' || !url.startsWith(prefix)) continue;
    const rest = url.slice(prefix.length);
    if (rest.startsWith('/')) return rest;
    if (rest === '' || rest.startsWith('?')) return `/${rest}`;
  }
  return undefined;
}

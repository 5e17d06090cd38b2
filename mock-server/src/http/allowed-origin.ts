/** Origins that may use the server from a browser when it is not told: those of this machine, on any port. */
export const DEFAULT_ORIGINS: readonly string[] = ['localhost', '*.localhost', '127.0.0.1', '[::1]'];

export const ORIGIN_IS =
  'must be an origin like https://app.example:3000, a host name like app.example or *.example, or *';

/**
 * Makes a test of origins from a setting: an origin (allows itself), a host name (any scheme and port), a name that begins with
 * `*.` (all names below it), or `*` (all origins); `undefined` for any other text.
 */
export function originTest(allowed: string): ((origin: URL) => boolean) | undefined {
  if (allowed === '*') return () => true;
  if (allowed.includes('://')) {
    const known = bareUrl(allowed)?.origin;
    return known === undefined ? undefined : ({ origin }) => origin === known;
  }
  const isAnyBelow = allowed.startsWith('*.');
  const known = bareUrl(`http://${isAnyBelow ? allowed.slice('*.'.length) : allowed}`);
  if (known?.port !== '') return undefined;
  return ({ hostname }) => (isAnyBelow ? hostname.endsWith(`.${known.hostname}`) : hostname === known.hostname);
}

/** A URL of scheme, host and port, and nothing more. */
function bareUrl(text: string): URL | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || url.origin === 'null' || text.endsWith('/')) return undefined;
  return url.href === `${url.origin}/` ? url : undefined;
}

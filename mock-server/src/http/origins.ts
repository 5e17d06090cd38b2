import type { IncomingMessage, ServerResponse } from 'node:http';
import { Refusal } from '../errors/refusal.ts';

/** Origins that may use the server from a browser when it is not told: those of this machine, on any port. */
export const DEFAULT_ORIGINS: readonly string[] = ['localhost', '*.localhost', '127.0.0.1', '[::1]'];

const EXPOSED_HEADERS = [
  'X-Request-Id',
  'Retry-After',
  'RateLimit-Policy',
  'RateLimit-Limit',
  'RateLimit-Remaining',
  'RateLimit-Reset',
  'X-RateLimit-Limit',
  'X-RateLimit-Remaining',
  'X-RateLimit-Reset',
  'Idempotency-Replayed',
].join(', ');

const PREFLIGHT_KEPT_FOR_S = 600;

/** Which pages' scripts may send requests. */
export class Origins {
  readonly #isAllowed: (origin: URL) => boolean;

  /**
   * Takes origins (`https://app.example:3000`), host names (`localhost`: any scheme and port), names with a first label of any kind
   * (`*.example.com`), and `*` for all. Throws `VALIDATION_ERROR` for what is none of them.
   */
  constructor(allowed: readonly string[]) {
    const tests = allowed.map(testOf);
    this.#isAllowed = (origin) => tests.some((test) => test(origin));
  }

  /** Lets a request's page read the answer. Throws `FOREIGN_ORIGIN` for one that may not send it. */
  check({ headers, method }: IncomingMessage, response: ServerResponse): void {
    const { origin } = headers;
    if (origin === undefined) {
      const isForeign = headers['sec-fetch-site'] === 'cross-site' && method !== 'GET' && method !== 'HEAD';
      if (isForeign) throw foreign('Another site');
      return;
    }
    response.appendHeader('Vary', 'Origin');
    const url = URL.canParse(origin) ? new URL(origin) : undefined;
    if (!url || !(isOwn(url, headers) || this.#isAllowed(url))) throw foreign(`The origin ${origin.slice(0, 200)}`);
    response.setHeader('Access-Control-Allow-Origin', origin);
    response.setHeader('Access-Control-Expose-Headers', EXPOSED_HEADERS);
  }
}

/** Whether a browser asks what it may send. */
export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers.origin !== undefined && headers['access-control-request-method'] !== undefined;
}

/** What a path takes, as the answer to a preflight. */
export function preflightHeaders({ headers }: IncomingMessage, methods: readonly string[]): Record<string, string> {
  return {
    'Access-Control-Allow-Methods': methods.join(', '),
    'Access-Control-Allow-Headers': headers['access-control-request-headers'] ?? '',
    'Access-Control-Max-Age': String(PREFLIGHT_KEPT_FOR_S),
    ...(headers['access-control-request-private-network'] === 'true' && {
      'Access-Control-Allow-Private-Network': 'true',
    }),
    Vary: 'Origin, Access-Control-Request-Headers',
  };
}

/** A page that the server itself, or what stands before it, has served. */
function isOwn({ protocol, host }: URL, headers: IncomingMessage['headers']): boolean {
  return [headers.host, headers['x-forwarded-host']].flat().some((own) => {
    const url = `${protocol}//${own?.split(',')[0]?.trim()}`;
    return own !== undefined && URL.canParse(url) && new URL(url).host === host;
  });
}

function testOf(allowed: string): (origin: URL) => boolean {
  if (allowed === '*') return () => true;
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(allowed)) {
    const { origin: known } = urlOf(allowed, allowed);
    return ({ origin }) => origin === known;
  }
  const { hostname: known } = urlOf(`http://${allowed.replace(/^\*\./, 'any.')}`, allowed);
  if (!allowed.startsWith('*.')) return ({ hostname }) => hostname === known;
  const suffix = known.slice('any'.length);
  return ({ hostname }) => hostname.endsWith(suffix);
}

function urlOf(text: string, allowed: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isBare =
    url?.pathname === '/' && !text.endsWith('/') && url.search === '' && url.hash === '' && url.username === '';
  if (url && isBare && url.origin !== 'null') return url;
  const message = `must be an origin like https://app.example, a host name or *, not ${JSON.stringify(allowed)}`;
  throw Refusal.ofField('VALIDATION_ERROR', '/corsOrigins', message);
}

function foreign(who: string): Refusal {
  const message = `${who} may not use this server: allow it by --cors-origin.`;
  return new Refusal('FOREIGN_ORIGIN', message, [{ path: 'header/origin', message: 'must be an allowed origin' }]);
}

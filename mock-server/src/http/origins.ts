import type { IncomingMessage } from 'node:http';
import { Refusal } from '../errors/refusal.ts';
import { ORIGIN_IS, originTest } from './allowed-origin.ts';
import type { Exchange } from './exchange.ts';

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

const EXPOSE = 'Access-Control-Expose-Headers';

const PREFLIGHT_KEPT_FOR_S = 600;

/** The origins of pages whose scripts may send requests. */
export class Origins {
  readonly #isAllowed: (origin: URL) => boolean;

  /** Takes origins that `originTest` understands. Throws `VALIDATION_ERROR` for anything else. */
  constructor(allowed: readonly string[]) {
    const tests = allowed.map((origin) => {
      const test = originTest(origin);
      if (!test)
        throw Refusal.ofField('VALIDATION_ERROR', '/corsOrigins', `${ORIGIN_IS}, not ${JSON.stringify(origin)}`);
      return test;
    });
    this.#isAllowed = (origin) => tests.some((test) => test(origin));
  }

  /** Lets a request's page read the answer. Throws `FOREIGN_ORIGIN` for one that may not send it. */
  check({ request, headers: answerHeaders }: Pick<Exchange, 'request' | 'headers'>): void {
    const { headers, method } = request;
    const { origin } = headers;
    if (origin === undefined) {
      const isForeign = headers['sec-fetch-site'] === 'cross-site' && method !== 'GET' && method !== 'HEAD';
      if (isForeign) throw foreign('Another site');
      return;
    }
    answerHeaders.Vary = 'Origin';
    const url = URL.canParse(origin) ? new URL(origin) : undefined;
    if (!url || !(isOwn(url, headers) || this.#isAllowed(url))) throw foreign(`The origin ${origin.slice(0, 200)}`);
    answerHeaders['Access-Control-Allow-Origin'] = origin;
    answerHeaders[EXPOSE] = EXPOSED_HEADERS;
  }
}

/** The header by which a page that may read the answer can read further headers of it, too; none for any other request. */
export function exposing({ headers }: Pick<Exchange, 'headers'>, names: readonly string[]): Record<string, string> {
  const exposed = headers[EXPOSE];
  return exposed === undefined || names.length === 0 ? {} : { [EXPOSE]: [exposed, ...names].join(', ') };
}

/** Whether a request is a preflight, by which a browser asks for the methods and headers that it may send. */
export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers.origin !== undefined && headers['access-control-request-method'] !== undefined;
}

/** The headers that answer a preflight with the methods that a path takes. */
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

/** Whether a page is one of the server itself, or of a proxy before it. */
function isOwn({ protocol, host }: URL, headers: IncomingMessage['headers']): boolean {
  return [headers.host, headers['x-forwarded-host']].flat().some((own) => {
    const url = `${protocol}//${own?.split(',')[0]?.trim()}`;
    return own !== undefined && URL.canParse(url) && new URL(url).host === host;
  });
}

function foreign(who: string): Refusal {
  const message = `${who} may not use this server: allow it by --cors-origin.`;
  return new Refusal('FOREIGN_ORIGIN', message, [{ path: 'header/origin', message: 'must be an allowed origin' }]);
}

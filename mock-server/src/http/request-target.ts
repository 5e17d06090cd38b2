import type { IncomingMessage } from 'node:http';
import { Refusal } from '../errors/refusal.ts';

const ABSOLUTE = /^[a-z][a-z\d+.-]*:\/\/([^/?#]*)/i;

/**
 * Brings a request's target into origin form, `/path?query`. A proxy sends it in absolute form, `http://host/path?query`, whose
 * host counts instead of the header (RFC 9112, 3.2.2). Throws `URI_TOO_LONG`, and `BAD_REQUEST` for HTTP/1.1 without a host.
 */
export function normalizeTarget(request: IncomingMessage, maxBytes: number): void {
  const { url = '/', httpVersion, headers } = request;
  if (url.length > maxBytes) throw uriTooLong(maxBytes);
  const [start, host] = ABSOLUTE.exec(url) ?? [];
  if (start !== undefined && host !== undefined) {
    const rest = url.slice(start.length);
    headers.host = host.slice(host.lastIndexOf('@') + 1);
    request.url = rest.startsWith('/') ? rest : `/${rest}`;
  }
  if (httpVersion === '1.1' && headers.host === undefined) {
    const message = 'is required by HTTP/1.1';
    throw Refusal.ofField('BAD_REQUEST', 'header/host', message);
  }
}

export function uriTooLong(maxBytes: number): Refusal {
  return new Refusal('URI_TOO_LONG', `Path and query may have ${maxBytes} bytes: send less in the query.`);
}

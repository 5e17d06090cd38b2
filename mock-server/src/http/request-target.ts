import type { IncomingMessage } from 'node:http';
import { Refusal } from '../errors/refusal.ts';

/** The longest path with query that the server takes, in bytes. */
export const MAX_TARGET_LENGTH = 16 * 1024;

const ABSOLUTE = /^[a-z][a-z\d+.-]*:\/\/([^/?#]*)/i;

/**
 * Brings a request's target into origin form, `/path?query`. A proxy sends it in absolute form, `http://host/path?query`, whose
 * host counts instead of the header (RFC 9112, 3.2.2). Throws `URI_TOO_LONG`, and `BAD_REQUEST` for HTTP/1.1 without a host.
 */
export function normalizeTarget(request: IncomingMessage): void {
  const { url = '/', httpVersion, headers } = request;
  if (url.length > MAX_TARGET_LENGTH) throw uriTooLong();
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

export function uriTooLong(): Refusal {
  return new Refusal('URI_TOO_LONG', `Path and query may have ${MAX_TARGET_LENGTH} bytes: send less in the query.`);
}

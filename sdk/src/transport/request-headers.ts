import { randomUUID } from 'node:crypto';
import { validateHeaderValue } from 'node:http';
import { AxiosHeaders } from 'axios';
import type { Operation, RequestParts } from './operation.ts';
import type { CallOptions } from './options.ts';

/**
 * The headers of a call, the same on each of its attempts.
 *
 * @throws TypeError for a value that no header can carry.
 */
export function requestHeadersOf(operation: Operation, { body }: RequestParts, options: CallOptions): AxiosHeaders {
  const parameters: Record<string, string | undefined> = {
    uuid: options.uuid,
    'Idempotency-Key': options.idempotencyKey ?? randomUUID(),
  };
  const named = {
    ...Object.fromEntries(Object.entries(parameters).filter(([name]) => operation.headers.includes(name))),
    'X-Request-Id': options.requestId,
    ...options.headers,
  };
  // Left to itself, axios calls an absent body a form.
  const headers = new AxiosHeaders({
    Accept: 'application/json',
    'Content-Type': body !== undefined && 'application/json',
  });
  for (const [name, value] of Object.entries(named)) {
    if (value === undefined) continue;
    validateHeaderValue(name, value);
    headers.set(name, value);
  }
  return headers;
}

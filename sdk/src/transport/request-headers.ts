import { AxiosHeaders } from 'axios';
import { platform } from '#platform';
import type { Operation, RequestParts } from './operation.ts';
import type { CallOptions } from './options.ts';

/**
 * The headers of a call. They are the same for each attempt.
 *
 * @throws TypeError for a value that HTTP does not allow in a header.
 */
export function requestHeadersOf(operation: Operation, { body }: RequestParts, options: CallOptions): AxiosHeaders {
  const parameters: Record<string, string | undefined> = {
    uuid: options.uuid,
    'Idempotency-Key': options.idempotencyKey ?? platform.randomUuid(),
  };
  const named = {
    ...Object.fromEntries(Object.entries(parameters).filter(([name]) => operation.headers.includes(name))),
    'X-Request-Id': options.requestId,
    ...options.headers,
  };
  // Without this, axios would send the content type of a form when there is no body.
  const headers = new AxiosHeaders({
    Accept: 'application/json',
    'Content-Type': body !== undefined && 'application/json',
  });
  for (const [name, value] of Object.entries(named)) {
    if (value === undefined) continue;
    platform.checkHeaderValue(name, value);
    headers.set(name, value);
  }
  return headers;
}

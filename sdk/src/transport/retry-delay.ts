import type { BillingApiError } from '../billing-api-error.ts';

const firstBackoffMs = 100;
const longestBackoffMs = 5_000;

/** What a server may ask to wait for; who is told to wait longer is better off with the error. */
const longestRetryAfterMs = 60_000;

const retryableStatuses: ReadonlySet<number | undefined> = new Set([429, 502, 503, 504]);
const retryableCodes: ReadonlySet<string> = new Set(['CONNECTION_FAILED', 'TIMEOUT']);

/**
 * How long to wait before a failed attempt is repeated, in milliseconds: as long as the server asks for, and on top a random share of
 * a backoff that doubles with each retry, so that clients refused together don't come back together. `undefined` when repeating
 * it would not help.
 */
export function retryDelayMs({ code, status, retryAfterMs = 0 }: BillingApiError, retry: number): number | undefined {
  if (!retryableCodes.has(code) && !retryableStatuses.has(status)) return undefined;
  if (retryAfterMs > longestRetryAfterMs) return undefined;
  return retryAfterMs + Math.random() * Math.min(longestBackoffMs, firstBackoffMs * 2 ** retry);
}

/** The milliseconds from `now` that a `Retry-After` header names in seconds or as an HTTP date; `undefined` when it names none. */
export function parseRetryAfter(value = '', now: number): number | undefined {
  const ms = /^\d+$/u.test(value) ? Number(value) * 1_000 : Date.parse(value) - now;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

import type { BillingApiError } from '../errors/billing-api-error.ts';

const firstBackoffMs = 100;
const longestBackoffMs = 5_000;

/** The longest wait that the client accepts from a server. For a longer one, the caller is better served by the error. */
const longestRetryAfterMs = 60_000;

const retryableStatuses: ReadonlySet<number | undefined> = new Set([429, 502, 503, 504]);
const retryableCodes: ReadonlySet<string> = new Set(['CONNECTION_FAILED', 'TIMEOUT']);

/**
 * The time to wait before a failed attempt is repeated, in milliseconds; `undefined` when it would not help to repeat it.
 * The wait is as long as the server asks for, plus a random share of a backoff that doubles with each retry. So clients that
 * are refused at the same time do not all come back at the same time.
 */
export function retryDelayMs({ code, status, retryAfterMs = 0 }: BillingApiError, retry: number): number | undefined {
  if (!retryableCodes.has(code) && !retryableStatuses.has(status)) return undefined;
  if (retryAfterMs > longestRetryAfterMs) return undefined;
  return retryAfterMs + Math.random() * Math.min(longestBackoffMs, firstBackoffMs * 2 ** retry);
}

/**
 * The time that a `Retry-After` header asks for, in milliseconds from `now`. `undefined` when it is neither seconds nor an HTTP
 * date.
 */
export function parseRetryAfter(value = '', now: number): number | undefined {
  const ms = /^\d+$/u.test(value) ? Number(value) * 1_000 : Date.parse(value) - now;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

import { BillingApiError } from '../errors/billing-api-error.ts';
import { retryDelayMs } from './retry-delay.ts';

/**
 * Makes an attempt, and makes another one after a failure that may pass. Each attempt is told how long to wait before it, in
 * milliseconds.
 *
 * @throws What the last attempt threw.
 */
export async function withRetries<T>(retries: number, attempt: (delayMs: number) => Promise<T>): Promise<T> {
  let delayMs: number | undefined = 0;
  for (let retry = 0; ; retry += 1) {
    try {
      return await attempt(delayMs);
    } catch (error) {
      delayMs = error instanceof BillingApiError ? retryDelayMs(error, retry) : undefined;
      if (retry >= retries || delayMs === undefined) throw error;
    }
  }
}

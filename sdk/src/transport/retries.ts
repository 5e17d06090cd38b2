import { BillingApiError } from '../errors/billing-api-error.ts';
import { retryDelayMs } from './retry-delay.ts';

/** Functions for the attempts of a call, each called with the number of an attempt, from 1. */
interface Attempts<T> {
  /** @param delayMs The time to wait before the attempt, in milliseconds. */
  readonly make: (attempt: number, delayMs: number) => Promise<T>;
  /** Told of a failure after which another attempt is made. */
  readonly repeating: (attempt: number, error: BillingApiError, delayMs: number) => void;
}

/**
 * Makes an attempt, and makes another one after a failure that may pass, at most `retries` times.
 *
 * @throws The error of the last attempt.
 */
export async function withRetries<T>(retries: number, { make, repeating }: Attempts<T>): Promise<T> {
  let delayMs: number | undefined = 0;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await make(attempt, delayMs);
    } catch (error) {
      if (!(error instanceof BillingApiError) || attempt > retries) throw error;
      delayMs = retryDelayMs(error, attempt - 1);
      if (delayMs === undefined) throw error;
      repeating(attempt, error, delayMs);
    }
  }
}

import { setTimeout as wait } from 'node:timers/promises';
import { type BillingApiError, isBillingApiError } from '@billing-testkit/sdk';
import type { CaseContext } from './target.ts';

const MAX_ATTEMPTS = 3;
const FIRST_WAIT_MS = 200;
/** A server that wants to be left alone for longer is not waited for. */
const LONGEST_WAIT_MS = 60_000;

const passingStatuses: ReadonlySet<number | undefined> = new Set([429, 502, 503, 504]);

/**
 * Bills a case, and again on a fresh account when the connection broke or the server had too much to do. Nothing of the first attempt
 * is used, and a bill that was answered is never asked for again. A request that took too long is not repeated: the limit was given.
 */
export async function retryOnFreshAccount<Result>(
  context: CaseContext,
  bill: (context: CaseContext) => Promise<Result>,
  attempt = 1,
): Promise<Result> {
  const { uuid, signal } = context;
  try {
    return await bill({ uuid: attempt === 1 ? uuid : `${uuid}-${attempt}`, signal });
  } catch (error) {
    const waitMs = isBillingApiError(error) && attempt < MAX_ATTEMPTS ? waitAfterMs(error, attempt) : undefined;
    if (waitMs === undefined) throw error;
    await wait(waitMs, undefined, { signal });
    return retryOnFreshAccount(context, bill, attempt + 1);
  }
}

/** The time before the next attempt, with a random part so that cases that failed together don't all start together. */
function waitAfterMs({ code, status, retryAfterMs = 0 }: BillingApiError, attempt: number): number | undefined {
  const mayPass = code === 'CONNECTION_FAILED' || passingStatuses.has(status);
  if (!mayPass || retryAfterMs > LONGEST_WAIT_MS) return undefined;
  return retryAfterMs + FIRST_WAIT_MS * attempt * (0.5 + Math.random());
}

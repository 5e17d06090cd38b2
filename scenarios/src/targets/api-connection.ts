import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';
import type { BillingErrorCode } from '@billing-testkit/engine';
import { type BillingApiError, BillingClient, isBillingApiError } from '@billing-testkit/sdk';
import { type CaseContext, TargetProblem } from './target.ts';
import { withoutCredentials } from './without-credentials.ts';

/** The address of a system that speaks the billing API, and the options of requests to it. */
export interface ApiConnection {
  /** An address like `http://localhost:5000`. */
  readonly url: string;
  /** The name in reports; the URL without its password when absent. */
  readonly name?: string | undefined;
  /** The time for one request, in milliseconds; 10 000 when absent. */
  readonly timeoutMs?: number | undefined;
  /** Sent with every request, like credentials. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** The connections of one target, kept alive and shared by its clients. */
export interface ApiClients {
  /**
   * Makes each call once. A PUT or DELETE that is repeated because its answer got lost may be refused by 404 or 409, and a POST that
   * is repeated is taken twice by a system that does not know idempotency keys: both would look like a wrong bill. Instead the
   * whole case is billed again, see `retryOnFreshAccount`.
   */
  readonly withoutRetries: BillingClient;
  /** Repeats a call that failed. It is for calls that no bill depends on. */
  readonly withRetries: BillingClient;
}

/** Throws a `TypeError` or `RangeError` for options that no client can work with. */
export function clientsFor({ url, timeoutMs }: ApiConnection): ApiClients {
  const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
  const options = { baseUrl: url, timeoutMs, agents };
  return { withoutRetries: new BillingClient({ ...options, retries: 0 }), withRetries: new BillingClient(options) };
}

/** The name of a target at a URL, without a password in it. */
export function targetName({ url, name }: ApiConnection): string {
  return name ?? withoutCredentials(url);
}

/** The codes of refusals: those of the engine, and a declined payment. Every other code is a failure. */
const refusals: Readonly<Record<BillingErrorCode | 'PAYMENT_DECLINED', true>> = {
  ALREADY_EXISTS: true,
  AMOUNT_OUT_OF_RANGE: true,
  CLOCK_BACKWARDS: true,
  COUNTER_TYPE_CONFLICT: true,
  COUPON_REDEEMED: true,
  CURRENCY_MISMATCH: true,
  INVALID_TRANSITION: true,
  NOT_FOUND: true,
  OVERPAYMENT: true,
  PAYMENT_DECLINED: true,
  STATEMENT_FINALIZED: true,
  UNIT_MISMATCH: true,
  VALIDATION_ERROR: true,
};

/** Whether the system understood the request and refused it. */
export function isRefusal({ code }: BillingApiError): boolean {
  return Object.hasOwn(refusals, code);
}

/** Throws a `TargetProblem` unless the billing API answers the request. A refusal is an answer. */
export async function checkApi(url: string, ask: () => Promise<unknown>): Promise<void> {
  try {
    await ask();
  } catch (error) {
    if (!isBillingApiError(error)) throw error;
    const problem = problemWith(error);
    if (problem !== undefined) throw new TargetProblem(`${url} ${problem} (${error.message})`, { cause: error });
  }
}

function problemWith({ code, status = 0 }: BillingApiError): string | undefined {
  if (status === 401 || status === 403)
    return "wants credentials: send them in a header, like --header 'Authorization: …'";
  if (code === 'CONNECTION_FAILED') return 'cannot be reached: is it running, and is the address right?';
  if (code === 'TIMEOUT') return 'does not answer in time: is the address right, and --timeout long enough?';
  if (code !== 'UNEXPECTED_CONTENT') return undefined;
  if (status >= 300 && status < 400) return 'redirects: name the address that it leads to';
  return 'does not speak the billing API: is the path right, and no proxy or login page between?';
}

const MAX_ATTEMPTS = 3;
const FIRST_WAIT_MS = 200;
/** A server that wants to be left alone for longer is not waited for. */
const LONGEST_WAIT_MS = 60_000;

const passingStatuses: ReadonlySet<number | undefined> = new Set([429, 502, 503, 504]);

/**
 * Bills a case, and again on a fresh account when the connection broke or the server had too much to do. Nothing of the first
 * attempt is used, and a bill that was answered is never asked for again. A request that took too long is not repeated: the limit
 * was given.
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

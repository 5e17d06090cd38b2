import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { BillingClient } from '@billing-testkit/sdk';
import { withoutCredentials } from './without-credentials.ts';

/** Where a system that speaks the billing API is, and how it is asked. */
export interface ApiConnection {
  /** Like `http://localhost:5000`. */
  readonly url: string;
  /** What reports call it; the URL, without a password in it, when absent. */
  readonly name?: string | undefined;
  /** How long one request may take, in milliseconds; 10 000 when absent. */
  readonly timeoutMs?: number | undefined;
  /** Sent with every request, like credentials. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** The connections of one target, kept alive and shared by its clients. */
export interface ApiClients {
  /**
   * Makes each call once. A PUT or DELETE that is repeated because its answer got lost may be refused by 404 or 409, and a POST that
   * is repeated is taken twice by a system that does not know idempotency keys: both would look like a wrong bill. Instead the
   * whole life is lived anew, see `livedThrough`.
   */
  readonly withoutRetries: BillingClient;
  /** Repeats a call that failed, for what no bill depends on. */
  readonly withRetries: BillingClient;
}

/** Throws a `TypeError` or `RangeError` for options that no client can work with. */
export function clientsFor({ url, timeoutMs }: ApiConnection): ApiClients {
  const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
  const options = { baseUrl: url, timeoutMs, agents };
  return { withoutRetries: new BillingClient({ ...options, retries: 0 }), withRetries: new BillingClient(options) };
}

/** What a target at a URL is called: without a password in it. */
export function targetName({ url, name }: ApiConnection): string {
  return name ?? withoutCredentials(url);
}

import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { URL } from 'node:url';
import type { Agents, BillingClientOptions } from './options.ts';

/** The options of a client, checked and complete. */
export interface Settings extends BillingClientOptions {
  readonly timeoutMs: number;
  readonly retries: number;
  readonly agents: Agents;
}

/** The longest time that a timer takes; a longer one would fire at once. */
const longestTimeMs = 2 ** 31 - 1;

/**
 * Completes a client's options.
 *
 * @throws TypeError for a `baseUrl` that is not one, RangeError for a figure out of range.
 */
export function settingsOf({ baseUrl, uuid, timeoutMs = 10_000, retries = 2, agents }: BillingClientOptions): Settings {
  if (!Number.isSafeInteger(retries) || retries < 0) {
    throw new RangeError(`retries must be a whole number, 0 or more, not ${retries}`);
  }
  return {
    baseUrl: checkBaseUrl(baseUrl),
    uuid,
    timeoutMs: checkTime('timeoutMs', timeoutMs),
    retries,
    agents: agents ?? { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) },
  };
}

/** @throws RangeError for a time that no timer can take. */
export function checkTime(name: string, ms: number): number {
  if (ms > 0 && ms <= longestTimeMs) return ms;
  throw new RangeError(`${name} must be above 0 and at most ${longestTimeMs}, not ${ms}`);
}

/** @returns The URL without a slash at its end. */
function checkBaseUrl(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (!url?.protocol.match(/^https?:$/u) || url.search || url.hash) {
    throw new TypeError(`baseUrl must be an http or https URL without query, not ${JSON.stringify(baseUrl)}`);
  }
  return url.href.replace(/\/+$/u, '');
}

import { constants } from 'node:buffer';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { URL } from 'node:url';
import type { Agents, BillingClientOptions } from './options.ts';
import { checkProxy } from './proxy.ts';

/** The options of a client, checked and complete. */
export interface Settings extends BillingClientOptions {
  readonly timeoutMs: number;
  readonly retries: number;
  readonly maxAnswerBytes: number;
  readonly agents: Agents;
}

/** The longest time that a timer of Node takes, in milliseconds. A timer with a longer time would fire at once. */
const longestTimeMs = 2 ** 31 - 1;

/** The client reads an answer as one text, so no answer can be longer than a text can be. */
const largestAnswerBytes = constants.MAX_STRING_LENGTH;

/**
 * Completes a client's options.
 *
 * @throws TypeError for an invalid `baseUrl` or `proxy`; RangeError for a number out of range.
 */
export function settingsOf(options: BillingClientOptions): Settings {
  const { baseUrl, uuid, timeoutMs = 10_000, retries = 2, maxAnswerBytes = 64 * 2 ** 20, proxy, agents } = options;
  if (!Number.isSafeInteger(retries) || retries < 0) {
    throw new RangeError(`retries must be a whole number, 0 or more, not ${retries}`);
  }
  if (!Number.isSafeInteger(maxAnswerBytes) || maxAnswerBytes < 1 || maxAnswerBytes > largestAnswerBytes) {
    throw new RangeError(
      `maxAnswerBytes must be a whole number from 1 to ${largestAnswerBytes}, not ${maxAnswerBytes}`,
    );
  }
  return {
    baseUrl: checkBaseUrl(baseUrl),
    uuid,
    timeoutMs: checkTime('timeoutMs', timeoutMs),
    retries,
    maxAnswerBytes,
    proxy: checkProxy(proxy),
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

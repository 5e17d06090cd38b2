import { platform } from '#platform';
import type { ConnectionOptions } from '../platform/platform.ts';
import { isOpenTelemetryApi, type OpenTelemetryApi } from '../tracing/open-telemetry-api.ts';
import { checkNames } from './known-options.ts';
import { type Hooks, type Logger, type LogLevel, logLevels } from './observer.ts';
import type { BillingClientOptions } from './options.ts';

/** The options of a client, checked and complete. */
export interface Settings extends Hooks, ConnectionOptions {
  readonly baseUrl: string;
  readonly uuid: string | undefined;
  readonly timeoutMs: number;
  readonly retries: number;
  readonly maxAnswerBytes: number;
  readonly logLevel: LogLevel;
  readonly logger: Logger;
  readonly openTelemetry: OpenTelemetryApi | false | undefined;
}

/** The longest time that a timer of Node takes, in milliseconds. A timer with a longer time would fire at once. */
const longestTimeMs = 2 ** 31 - 1;

/** The client reads an answer as one text, so no answer can be longer than a text can be. */
const largestAnswerBytes = platform.longestText;

/** The names of the options of a client. */
const names = Object.keys({
  baseUrl: true,
  uuid: true,
  timeoutMs: true,
  retries: true,
  maxAnswerBytes: true,
  proxy: true,
  agents: true,
  logLevel: true,
  logger: true,
  openTelemetry: true,
  onRequest: true,
  onResponse: true,
  onRetry: true,
} satisfies Record<keyof Required<BillingClientOptions>, true>);

/**
 * Completes a client's options: by the environment, then by defaults.
 *
 * @throws TypeError for an unknown option, a missing or invalid `baseUrl`, an invalid `proxy` or `logLevel`; RangeError for a number
 * out of range.
 */
export function settingsOf(options: BillingClientOptions): Settings {
  checkNames('a client', options, names);
  const { timeoutMs = 10_000, proxy, agents, logger = console, onRequest, onResponse, onRetry } = options;
  return {
    baseUrl: checkBaseUrl(options.baseUrl ?? fromEnvironment('BILLING_BASE_URL')),
    uuid: options.uuid ?? fromEnvironment('BILLING_UUID'),
    timeoutMs: checkTime('timeoutMs', timeoutMs),
    retries: checkWhole('retries', options.retries ?? 2, 0, Number.MAX_SAFE_INTEGER),
    maxAnswerBytes: checkWhole('maxAnswerBytes', options.maxAnswerBytes ?? 64 * 2 ** 20, 1, largestAnswerBytes),
    ...platform.completeConnection({ proxy, agents }),
    logLevel: checkLogLevel(options.logLevel ?? fromEnvironment('BILLING_LOG_LEVEL') ?? 'off'),
    logger,
    openTelemetry: checkOpenTelemetry(options.openTelemetry),
    onRequest,
    onResponse,
    onRetry,
  };
}

/** A variable of the environment. An empty one counts as none, and a browser has none. */
function fromEnvironment(name: string): string | undefined {
  return globalThis.process?.env?.[name] || undefined;
}

function checkWhole(name: string, value: number, least: number, most: number): number {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return value;
  const range = most === Number.MAX_SAFE_INTEGER ? `, ${least} or more,` : ` from ${least} to ${most},`;
  throw new RangeError(`${name} must be a whole number${range} not ${value}`);
}

function checkOpenTelemetry(api: BillingClientOptions['openTelemetry']): OpenTelemetryApi | false | undefined {
  if (!api || isOpenTelemetryApi(api)) return api;
  throw new TypeError('openTelemetry must be the module of @opentelemetry/api, or false for none');
}

function checkLogLevel(text: string): LogLevel {
  const level = logLevels.find((name) => name === text);
  if (level !== undefined) return level;
  throw new TypeError(`logLevel must be ${logLevels.join(', ')}, not ${JSON.stringify(text)}`);
}

/** @throws RangeError for a time that no timer can take. */
export function checkTime(name: string, ms: number): number {
  if (ms > 0 && ms <= longestTimeMs) return ms;
  throw new RangeError(`${name} must be above 0 and at most ${longestTimeMs}, not ${ms}`);
}

/** @returns The URL without a slash at its end. */
function checkBaseUrl(baseUrl: string | undefined): string {
  if (baseUrl === undefined) {
    throw new TypeError(
      "baseUrl is missing: write new BillingClient({ baseUrl: 'http://localhost:5000' }), or set the environment variable BILLING_BASE_URL",
    );
  }
  const url = platform.URL.canParse(baseUrl) ? new platform.URL(baseUrl) : undefined;
  if (!url?.protocol.match(/^https?:$/u) || url.search || url.hash) {
    throw new TypeError(`baseUrl must be an http or https URL without query, not ${JSON.stringify(baseUrl)}`);
  }
  return url.href.replace(/\/+$/u, '');
}

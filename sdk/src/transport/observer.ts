import type { OperationId } from '@billing-testkit/contracts';
import type { BillingApiError } from '../errors/billing-api-error.ts';

/** The request of a call, as hooks and log tell it. */
export interface About {
  readonly operationId: OperationId;
  /** The method in capitals. */
  readonly method: string;
  readonly url: string;
}

/** An attempt that is about to be sent. */
export interface SentRequest extends About {
  /** The number of the attempt: 1 for the first one of a call. */
  readonly attempt: number;
  /** The headers, by their names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The answer of an attempt, whether it is a success or not. */
export interface ReceivedResponse extends About {
  readonly attempt: number;
  readonly status: number;
  /** The headers, by their names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  /** The time from sending the attempt to the end of its answer, in milliseconds. */
  readonly durationMs: number;
  readonly requestId: string | undefined;
}

/** A failure after which the client makes another attempt. */
export interface RepeatedAttempt extends About {
  /** The number of the attempt that failed, from 1. */
  readonly attempt: number;
  readonly error: BillingApiError;
  /** The time until the next attempt, in milliseconds. */
  readonly delayMs: number;
}

/** Functions that a client calls when something happens. They only watch. When one throws, the call throws the same. */
export interface Hooks {
  /** Called before each attempt is sent. */
  readonly onRequest?: ((request: SentRequest) => void) | undefined;
  /** Called for each answer that came in whole. */
  readonly onResponse?: ((response: ReceivedResponse) => void) | undefined;
  /** Called after an attempt that failed, before the client waits for the next one. */
  readonly onRetry?: ((retry: RepeatedAttempt) => void) | undefined;
}

/** A logger that a client writes its log to, such as `console`. */
export interface Logger {
  error(line: string): void;
  warn(line: string): void;
  info(line: string): void;
  debug(line: string): void;
}

/** The levels of a client's log. Each one tells what the levels before it tell, too. */
export const logLevels = ['off', 'error', 'warn', 'info', 'debug'] as const;

/**
 * The level of a client's log. It logs nothing; with `error` calls that fail; with `warn` attempts that are repeated; with `info` every
 * answer; with `debug` every attempt.
 */
export type LogLevel = (typeof logLevels)[number];

interface Observation extends Hooks {
  readonly logger: Logger;
  readonly logLevel: LogLevel;
}

/** Tells the hooks and the log of a client what its calls do. The log has neither bodies nor headers, but for the request's id. */
export class Observer {
  readonly #observation: Observation;

  constructor(observation: Observation) {
    this.#observation = observation;
  }

  /** @param headersOf Makes the headers, by their names in small letters, when somebody wants to know them. */
  sending(request: Omit<SentRequest, 'headers'>, headersOf: () => SentRequest['headers']): void {
    this.#observation.onRequest?.({ ...request, headers: headersOf() });
    this.#log('debug', request, `attempt ${request.attempt} is sent`);
  }

  received(response: Omit<ReceivedResponse, 'requestId'>): void {
    const requestId = response.headers['x-request-id'];
    const { operationId, method, url, attempt, status, headers, durationMs } = response;
    this.#observation.onResponse?.({ operationId, method, url, attempt, status, headers, durationMs, requestId });
    this.#log('info', response, `${status} in ${Math.round(durationMs)} ms, request ${requestId ?? 'without id'}`);
  }

  retrying(about: About, attempt: number, error: BillingApiError, delayMs: number): void {
    this.#observation.onRetry?.({ ...about, attempt, error, delayMs });
    this.#log(
      'warn',
      about,
      `attempt ${attempt} failed with ${error.code}, the next one is in ${Math.round(delayMs)} ms`,
    );
  }

  failed(about: About, error: unknown): void {
    this.#log('error', about, `failed: ${error}`);
  }

  #log(level: Exclude<LogLevel, 'off'>, { operationId, method, url }: About, event: string): void {
    const { logger, logLevel } = this.#observation;
    if (logLevels.indexOf(logLevel) >= logLevels.indexOf(level)) {
      logger[level](`billing ${level}: ${operationId}, ${method} ${url}: ${event}`);
    }
  }
}

import type { Agents } from '../platform/platform.ts';
import type { OpenTelemetryApi } from '../tracing/open-telemetry-api.ts';
import type { Hooks, Logger, LogLevel } from './observer.ts';
import type { AbortSignalLike } from './own-signal.ts';

/** The options of a client. They say how it reaches its server. */
export interface BillingClientOptions extends Hooks {
  /**
   * The URL of the server, such as `http://localhost:5000`; the environment's `BILLING_BASE_URL` when left out. If it has a path,
   * every operation's path comes after this path.
   */
  readonly baseUrl?: string | undefined;
  /**
   * The account that calls are about, sent as header `uuid`; the environment's `BILLING_UUID` when left out. Without both, each
   * call names its account, or the server finds it.
   */
  readonly uuid?: string | undefined;
  /** The time that one attempt may take until its answer is complete, in milliseconds; 10 000 when left out. */
  readonly timeoutMs?: number | undefined;
  /** The number of times that a failed attempt is repeated where that is safe; 2 when left out. */
  readonly retries?: number | undefined;
  /**
   * The largest size of an answer, in bytes after it is decompressed; 67 108 864 (64 MiB) when left out. When an answer is
   * longer, the client closes the connection, and the call fails with code ANSWER_TOO_LARGE.
   */
  readonly maxAnswerBytes?: number | undefined;
  /**
   * The URL of the http or https proxy to go through, which may have a user name and password, or `false` for none. When left
   * out, the environment decides: `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`. A server on this machine (`localhost`,
   * `127.0.0.1`, `[::1]` and the like) is always reached without a proxy. For Node only: browsers and edge runtimes refuse a URL.
   */
  readonly proxy?: string | false | undefined;
  /** The connection pools; the client keeps its own, with connections kept alive, when left out. For Node only. */
  readonly agents?: Agents | undefined;
  /** The level of the client's log; the environment's `BILLING_LOG_LEVEL` when left out, else `off`. */
  readonly logLevel?: LogLevel | undefined;
  /** The logger that the client writes its log to; `console` when left out. */
  readonly logger?: Logger | undefined;
  /**
   * The package `@opentelemetry/api`, for spans and `traceparent`; `false` for none. When left out, Node uses the package that is
   * installed, and browsers and edge runtimes use none.
   */
  readonly openTelemetry?: OpenTelemetryApi | false | undefined;
}

/** Options of one call. */
export interface CallOptions {
  /** The account, in place of the client's. */
  readonly uuid?: string | undefined;
  /** The key under which the server carries out a POST once; the client makes up a new one for each call when left out. */
  readonly idempotencyKey?: string | undefined;
  /** Aborts the call: the request in flight, or the wait before the next request. It may be of another class, such as jsdom's. */
  readonly signal?: AbortSignalLike | undefined;
  /** The time that one attempt may take, in milliseconds, in place of the client's. */
  readonly timeoutMs?: number | undefined;
  /** The request's id in logs and errors; the server makes up one when left out. */
  readonly requestId?: string | undefined;
  /** More headers; they win over the client's own. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** The names of the options of a call. */
export const callOptionNames = Object.keys({
  uuid: true,
  idempotencyKey: true,
  signal: true,
  timeoutMs: true,
  requestId: true,
  headers: true,
} satisfies Record<keyof CallOptions, true>);

/** Options of a call that asks again and again until something is done. */
export interface WaitOptions<Progress> extends Omit<CallOptions, 'idempotencyKey'> {
  /** Called with the first answer, and with each answer that differs from the one before it. If it throws, the wait ends. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** The time to wait in all, in milliseconds; 60 000 when left out. The client's own `timeoutMs` limits each request. */
  readonly timeoutMs?: number | undefined;
  /** The time to wait before the second request, in milliseconds; 100 when left out. The waits after that are longer each time. */
  readonly intervalMs?: number | undefined;
}

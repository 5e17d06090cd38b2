import type { Agent as HttpAgent } from 'node:http';
import type { Agent as HttpsAgent } from 'node:https';
import type { AbortSignalLike } from './own-signal.ts';

/** How a client reaches its server. */
export interface BillingClientOptions {
  /** Where the server is, as in `http://localhost:5000`; a path in it is put before every operation's. */
  readonly baseUrl: string;
  /** The account that calls are about, sent as header `uuid`; without it a call names its own, or the server finds it. */
  readonly uuid?: string | undefined;
  /** How long one attempt may take until its answer is complete, in milliseconds; 10 000 when left out. */
  readonly timeoutMs?: number | undefined;
  /** How often a failed attempt is repeated where that is safe; 2 when left out. */
  readonly retries?: number | undefined;
  /**
   * How long an answer may be, in bytes after it is decompressed; 67 108 864 (64 MiB) when left out. The connection of a longer
   * one is closed, and the call fails with code ANSWER_TOO_LARGE.
   */
  readonly maxAnswerBytes?: number | undefined;
  /**
   * The URL of the http or https proxy to go through, which may have a user name and password, or `false` for none. When left
   * out, the environment decides: `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`. A server on this machine (`localhost`,
   * `127.0.0.1`, `[::1]` and the like) is always reached without a proxy.
   */
  readonly proxy?: string | false | undefined;
  /** The connection pools; the client keeps its own, with connections kept alive, when left out. */
  readonly agents?: Agents | undefined;
}

/** Connection pools, which clients may share and which carry TLS settings. */
export interface Agents {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
}

/** What one call does differently. */
export interface CallOptions {
  /** The account, in place of the client's. */
  readonly uuid?: string | undefined;
  /** The name of a POST, under which the server takes it once; made up for each call when left out. */
  readonly idempotencyKey?: string | undefined;
  /** Aborts the call: the request in flight as well as the wait before the next. It may be another realm's, as jsdom's is. */
  readonly signal?: AbortSignalLike | undefined;
  /** How long one attempt may take, in milliseconds, in place of the client's. */
  readonly timeoutMs?: number | undefined;
  /** The request's id in logs and errors; the server makes one up when left out. */
  readonly requestId?: string | undefined;
  /** More headers; they win over the client's own. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** How a call waits until something is through, which takes a request every now and then. */
export interface WaitOptions<Progress> extends Omit<CallOptions, 'idempotencyKey'> {
  /** Hears of the first answer, and of every one that differs from that before it. What it throws ends the wait. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** How long to wait in all, in milliseconds; 60 000 when left out. The client's own limits each request. */
  readonly timeoutMs?: number | undefined;
  /** How long to wait before asking a second time, in milliseconds, and longer each time after that; 100 when left out. */
  readonly intervalMs?: number | undefined;
}

import type { AxiosRequestConfig } from 'axios';

/**
 * The part of a runtime that the client uses. The `imports` of `package.json` choose the file behind `#platform`: `node.ts` for Node,
 * `web.ts` for browsers and edge runtimes.
 */
export interface Platform {
  /** The largest number of characters that a text can have. */
  readonly longestText: number;
  /** The class, which globals of a test environment do not replace. */
  readonly URL: typeof URL;
  newAbortController(): AbortController;
  /** Calls the function after a time, in milliseconds, unless the function that is returned is called before. */
  startTimer(callback: () => void, ms: number): () => void;
  /** Lets any number of calls listen to one signal. */
  allowManyListeners(signal: object): void;
  randomUuid(): string;
  /** The package `@opentelemetry/api`. Rejects, or gives something else, where it is not installed. */
  openTelemetry(): Promise<unknown>;
  /** @throws TypeError for a value that HTTP does not allow in a header. */
  checkHeaderValue(name: string, value: string): void;
  /** @throws TypeError for options that the platform does not know, or that are not valid. */
  completeConnection(connection: ConnectionOptions): ConnectionOptions;
  /** The options that tell axios how to reach a server. */
  axiosOptions(baseUrl: string, connection: ConnectionOptions): AxiosRequestConfig;
}

/** The options of a client that depend on the platform. */
export interface ConnectionOptions {
  readonly proxy: string | false | undefined;
  readonly agents: Agents | undefined;
}

/** Connection pools, which clients may share and which carry TLS settings. They are agents of `node:http` and `node:https`. */
export interface Agents {
  readonly http: Agent;
  readonly https: Agent;
}

/** The part of Node's agents that all of them have. It is written down here so that the types of this package need no types of Node. */
interface Agent {
  readonly maxSockets: number;
  destroy(): void;
}

import type { LoadRequest } from '../requests/load-request.ts';

/** The limits of a load. */
export interface LoadLimits {
  readonly durationMs: number;
  readonly maxRequests: number;
  readonly connections: number;
  /** The time for one request, in milliseconds. */
  readonly timeoutMs: number;
  /** The signal that ends the load. */
  readonly signal: AbortSignal;
}

/** The server that load is sent to, and the headers of each request. */
export interface LoadTarget {
  readonly url: string;
  readonly headersOf: (request: LoadRequest) => Record<string, string>;
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestTrace } from '../traces/traces.ts';

/** A request on its way through the server, and its answer to be. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
  /** Of a server that makes traces. */
  readonly trace?: RequestTrace | undefined;
  /** Headers that the answer has whatever it says. */
  readonly headers: Record<string, string>;
  /** Found out on the way, for the log and the metrics. */
  readonly found: Found;
}

/** The operation and the account that a request names, once they are known. */
interface Found {
  operationId?: string;
  account?: string | undefined;
}

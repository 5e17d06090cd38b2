import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestTrace } from '../traces/traces.ts';

/** A request on its way through the server, and its answer to be. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
  /** The trace of the request, when the server makes traces. */
  readonly trace?: RequestTrace | undefined;
  /** Headers of the answer, whatever its content. */
  readonly headers: Record<string, string>;
  /** Facts that are found out on the way, for the log, the metrics and the journal. */
  readonly found: Found;
}

/** Facts about a request that are found out while it is answered. */
interface Found {
  operationId?: string;
  account?: string | undefined;
  /** Whether the request is for the journal. */
  isJournalled?: boolean;
  /** The billing month that it names. */
  month?: string | undefined;
  /** The body as it was sent. */
  body?: Buffer;
  /** The fault rule that was applied to it. */
  faultId?: string;
}

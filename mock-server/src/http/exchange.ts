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
  /** Found out on the way, for the log, the metrics and the journal. */
  readonly found: Found;
}

/** What a request names, once it is known. */
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

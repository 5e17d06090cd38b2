import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request on its way through the server, and its answer to be. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
  /** Headers that the answer has whatever it says. */
  readonly headers: Record<string, string>;
}

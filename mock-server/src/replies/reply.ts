import type { ErrorCode } from '@billing-testkit/contracts';

/** An answer: its status, its body and its headers. */
export interface Reply {
  readonly status: number;
  /** The body as JSON; empty when there is no body. A failure lacks the request's id here: it is added when the answer is sent. */
  readonly text: string;
  /** The media type of the body, when it is not that of JSON. */
  readonly contentType?: string;
  /** The body instead of the text, when it is no text. */
  readonly bytes?: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** The code of a refusal. */
  readonly code?: ErrorCode;
  /** Whether the body is sent as it is, and not with the request's id, which every other failure has. */
  readonly isVerbatim?: boolean;
  /**
   * The fault of the network that the answer has: the connection is reset before it, it ends in the middle of its body, or its body
   * is sent slowly.
   */
  readonly cut?: 'reset' | 'truncate' | 'slow';
  /** The time in which a slow body is sent, in milliseconds. */
  readonly slowMs?: number;
}

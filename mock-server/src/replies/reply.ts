import type { ErrorCode } from '@billing-testkit/contracts';

/** An answer of the API: its status, its body as JSON text and its headers. */
export interface Reply {
  readonly status: number;
  /** The body as JSON; empty when there is no body. A failure lacks the request's id here: it is added when the answer is sent. */
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The code of a refusal. */
  readonly code?: ErrorCode;
  /** Whether the connection is cut instead: the request took effect, and its answer is lost. */
  readonly isLost?: boolean;
}

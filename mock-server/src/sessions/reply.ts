/** An answer: a status and the fields of a body. */
export interface Reply {
  readonly status: number;
  /** The body as JSON; of a failure without the request's id, which is added when it is sent. Empty when there is no body. */
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether the connection is cut instead: the request took effect, and its answer is lost. */
  readonly isLost?: boolean;
}

/** The reasons why a bill is not explained, each with the exit code of the command. */
const exitCodes = {
  NO_ACCOUNT: 4,
  NO_STATEMENT: 5,
  UNREACHABLE: 6,
  /** The address answers, but it is no billing mock server, or one that refuses. */
  OTHER_ANSWER: 7,
} as const;

/** A bill that can't be explained. The message is one line for people. */
export class ExplainError extends Error {
  override readonly name = 'ExplainError';
  readonly exitCode: number;

  constructor(reason: keyof typeof exitCodes, message: string, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCodes[reason];
  }
}

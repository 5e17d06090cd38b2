/** The result of a command: its output and its exit code. */
export interface CommandResult {
  /** The lines for the standard output. */
  readonly lines: readonly string[];
  /** The line for the standard error output, when there is one. */
  readonly complaint?: string;
  readonly exitCode: number;
}

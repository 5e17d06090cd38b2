/** The exit codes of the command. */
export const exitCodes = { holds: 0, broken: 1, usage: 2, unreachable: 3 } as const;

interface CommandErrorOptions extends ErrorOptions {
  /** The exit code; that of wrong usage when left out. */
  readonly exitCode?: number;
}

/** The command can't carry out its task: `message` tells the reason in one line, and `exitCode` tells its kind. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly exitCode: number;

  constructor(message: string, options: CommandErrorOptions = {}) {
    super(message, options);
    this.exitCode = options.exitCode ?? exitCodes.usage;
  }
}

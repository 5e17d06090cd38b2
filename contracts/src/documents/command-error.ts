/** The exit codes of the command. */
export const exitCodes = { holds: 0, broken: 1, usage: 2, unreachable: 3 } as const;

interface CommandErrorOptions extends ErrorOptions {
  /** That of wrong usage when left out. */
  readonly exitCode?: number;
}

/** The command can't do what it was asked for: `message` says why in one line, and `exitCode` of what kind it is. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly exitCode: number;

  constructor(message: string, options: CommandErrorOptions = {}) {
    super(message, options);
    this.exitCode = options.exitCode ?? exitCodes.usage;
  }
}

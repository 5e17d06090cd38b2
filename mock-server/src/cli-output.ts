/** The command could not write its output; the message is written for people. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}

/** Whoever reads the log may go away, or the disk be full: the server goes on without its log. */
export function surviveLostOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}

/** Writes the output that the command was asked for, and stops when its reader has had enough. Rejects with an `OutputError`. */
export async function print(text: string): Promise<void> {
  const error = await new Promise<Error | null | undefined>((written) => process.stdout.write(text, written));
  if (!error || ('code' in error && error.code === 'EPIPE')) return;
  throw new OutputError(`The output cannot be written: ${error.message}.`, { cause: error });
}

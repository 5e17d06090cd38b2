/** The command was asked for something that it can't do: `message` tells the mistake in a line. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

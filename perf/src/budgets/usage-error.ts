/** The command was asked for what it can't do: `message` says in a line what is wrong. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

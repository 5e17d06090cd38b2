/** The server can't be started as told; the message is one for people. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

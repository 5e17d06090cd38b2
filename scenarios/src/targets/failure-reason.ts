/** The message of an error with that of its cause: `fetch failed` alone does not say that a connection was refused. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message, cause } = error;
  const behind = cause instanceof Error ? reasonOf(cause) : '';
  return behind === '' || message.includes(behind) ? message : `${message} (${behind})`;
}

import { Refusal } from './refusal.ts';

/** An error of the server itself; only the log shows its cause. */
export function fault(thrown: unknown, what: string): Refusal {
  process.stderr.write(`${what} failed: ${thrown instanceof Error ? thrown.stack : String(thrown)}\n`);
  return new Refusal('INTERNAL', 'The server failed: look for the requestId in its log.');
}

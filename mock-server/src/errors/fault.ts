import { Refusal } from './refusal.ts';

/** Logs an error of the server itself and makes a refusal of it; only the log shows the cause. */
export function fault(thrown: unknown, what: string): Refusal {
  process.stderr.write(`${what} failed: ${thrown instanceof Error ? thrown.stack : String(thrown)}\n`);
  return new Refusal('INTERNAL', 'The server failed: look for the requestId in its log.');
}

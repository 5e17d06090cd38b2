import { Refusal } from './refusal.ts';

/** What went wrong in the server itself, which only its log tells. */
export function fault(thrown: unknown, what: string): Refusal {
  process.stderr.write(`${what} failed: ${thrown instanceof Error ? thrown.stack : String(thrown)}\n`);
  return new Refusal('INTERNAL', 'The server failed: look for the requestId in its log.');
}

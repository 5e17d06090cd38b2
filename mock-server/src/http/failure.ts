import { errorStatus } from '../contract/api-document.ts';
import { Refusal, toRefusal } from './refusal.ts';
import type { Reply } from './reply.ts';

/**
 * The answer to a request that was not done as asked; sending it adds the request's id. What went wrong in the server
 * itself only its log tells.
 */
export function failure(thrown: unknown, requestId: string): Reply {
  const { code, message, details, headers } = toRefusal(thrown) ?? fault(thrown, `Request ${requestId}`);
  const status = errorStatus[code];
  const header = { isSuccessful: false, resultCode: status, resultMessage: message };
  return { status, body: { header, error: code, details }, headers };
}

/** What went wrong in the server, which its log tells. */
export function fault(thrown: unknown, what: string): Refusal {
  process.stderr.write(`${what} failed: ${thrown instanceof Error ? thrown.stack : String(thrown)}\n`);
  return new Refusal('INTERNAL', 'The server failed: look for the requestId in its log.');
}

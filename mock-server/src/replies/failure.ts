import { errorStatus } from '../document/compiled-document.ts';
import { fault } from '../errors/fault.ts';
import { toRefusal } from '../errors/refusal.ts';
import type { Log, TraceIds } from '../log/log.ts';
import type { Reply } from './reply.ts';

/** A request that was not done as asked. */
interface Failed {
  readonly requestId: string;
  readonly trace?: { readonly ids: TraceIds } | undefined;
}

/**
 * The answer to a request that was not done as asked; sending it adds the request's id. Only the server's log tells what
 * went wrong in the server itself.
 */
export function failure(thrown: unknown, { requestId, trace }: Failed, log: Log): Reply {
  const { code, message, details, headers } =
    toRefusal(thrown) ?? fault(thrown, `Request ${requestId}`, log, trace?.ids);
  const status = errorStatus[code];
  const header = { isSuccessful: false, resultCode: status, resultMessage: message };
  return { status, text: JSON.stringify({ header, error: code, details }), headers, code };
}

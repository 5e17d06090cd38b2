import type { Log, TraceIds } from '../log/log.ts';
import { Refusal } from './refusal.ts';

/** Logs an error of the server itself and makes a refusal of it; only the log shows the cause. */
export function fault(thrown: unknown, what: string, log: Log, traceIds?: TraceIds): Refusal {
  log.failed(what, thrown, traceIds);
  return new Refusal('INTERNAL', 'The server failed: look for the requestId in its log.');
}

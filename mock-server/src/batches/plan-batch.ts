import { dateIn, isCalendarDate, isMonth, lastDay, toInstant } from '@billing-testkit/engine';
import { fault } from '../errors/fault.ts';
import { toRefusal } from '../errors/refusal.ts';
import type { Log } from '../log/log.ts';
import type { AccountClocks } from '../store/account-clocks.ts';
import type { Store } from '../store/store.ts';
import type { Calculations } from '../traces/traces.ts';
import type { BatchJobCode, BatchResult } from './batch.ts';
import type { AccountWork, NewBatch } from './batches.ts';
import { jobs } from './jobs.ts';
import type { Outboxes } from './outboxes.ts';

/** A job that is wanted: for one account or, without a uuid, for all. */
interface WantedBatch {
  readonly uuid: string | undefined;
  readonly batchJobCode: BatchJobCode;
  /** A month, a date, or an instant, each in the member's time zone. */
  readonly date: string;
}

/** The parts of the server that jobs work on. */
interface JobParts {
  readonly store: Store;
  readonly clocks: AccountClocks;
  readonly outboxes: Outboxes;
  readonly calculations: Calculations;
  readonly log: Log;
}

const GONE = 'The account that the job was for is gone.';

/** The batch of a job, and its work for one account. A strict store throws `NOT_FOUND` for an account that does not exist. */
export function planBatch(
  { uuid: only, batchJobCode, date }: WantedBatch,
  parts: JobParts,
): { readonly created: NewBatch; readonly work: AccountWork } {
  const { store, log } = parts;
  if (only !== undefined) store.read(only);
  const uuids = only === undefined ? store.uuids() : [only];
  const accounts = new Map(uuids.map((uuid) => [uuid, store.find(uuid)]));
  const work = (uuid: string): BatchResult => {
    const known = accounts.get(uuid);
    if (known && store.find(uuid) !== known) return { uuid, status: 'SKIPPED', message: GONE };
    return resultOf(uuid, log, () => jobs[batchJobCode](taskOf(uuid, date, parts)));
  };
  return { created: { batchJobCode, uuid: only, uuids }, work };
}

/** A refusal for one account becomes that account's result; the other accounts go on. */
function resultOf(uuid: string, log: Log, work: () => Omit<BatchResult, 'uuid'>): BatchResult {
  try {
    return { uuid, ...work() };
  } catch (thrown) {
    const { code, message } = toRefusal(thrown) ?? fault(thrown, `A batch job of the account ${uuid}`, log);
    return { uuid, status: 'FAILED', error: code, message };
  }
}

/** The month and the date that a batch is for; the date of a month is its last day. */
function taskOf(uuid: string, given: string, { store, clocks, outboxes, calculations }: JobParts) {
  const { timeZone } = store.read(uuid).member;
  const date = dateOf(given, timeZone);
  return { store, clocks, outboxes, calculations, uuid, date, month: date.slice(0, 'YYYY-MM'.length) };
}

function dateOf(given: string, timeZone: string): string {
  if (isCalendarDate(given)) return given;
  return isMonth(given) ? lastDay(given) : dateIn(toInstant(given) ?? given, timeZone);
}

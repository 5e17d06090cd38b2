import { dateIn, isCalendarDate, isMonth, lastDay, toInstant } from '@billing-testkit/engine';
import type { BatchResult } from '../batches/batch.ts';
import { toWireBatch } from '../batches/batch.ts';
import { jobs } from '../batches/jobs.ts';
import { fault } from '../errors/fault.ts';
import { Refusal, toRefusal } from '../errors/refusal.ts';
import type { Log } from '../log/log.ts';
import type { Handlers } from './handler.ts';
import { pageOf } from './page.ts';
import type { ServerState } from './server-state.ts';

type BatchHandlers = Pick<Handlers, 'createBatch' | 'listBatches' | 'getBatch'>;

export const batchHandlers: BatchHandlers = {
  async createBatch({ namedUuid, body: { batchJobCode, date, is_async: isAsync = false } }, state) {
    if (namedUuid !== undefined) state.store.read(namedUuid);
    const uuids = namedUuid === undefined ? state.store.uuids() : [namedUuid];
    const accounts = new Map(uuids.map((uuid) => [uuid, state.store.find(uuid)]));
    const work = (uuid: string): BatchResult => {
      const known = accounts.get(uuid);
      if (known && state.store.find(uuid) !== known) return { uuid, status: 'SKIPPED', message: GONE };
      return resultOf(uuid, state.log, () => jobs[batchJobCode](taskOf(uuid, date, state)));
    };
    const created = { batchJobCode, uuid: namedUuid, uuids };
    const runsLater = isAsync === true || isAsync === 'true';
    const { batchId, status } = runsLater ? state.batches.start(created, work) : await state.batches.run(created, work);
    return { batchId, batchJobCode, status };
  },

  listBatches({ namedUuid, query }, { batches }) {
    const found = batches.list(namedUuid);
    const page = pageOf(found, query, (id) => {
      const index = found.findIndex(({ batchId }) => batchId === id);
      return index === -1 ? undefined : index + 1;
    });
    return { batches: page.map(toWireBatch), totalItems: found.length };
  },

  getBatch({ namedUuid, path: { batchId } }, { batches }) {
    const batch = batches.find(batchId);
    if (!batch || (namedUuid !== undefined && batch.uuid !== namedUuid)) throw Refusal.notFound(`batch ${batchId}`);
    return { ...toWireBatch(batch), results: [...batch.results] };
  },
};

const GONE = 'The account that the job was for is gone.';

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
function taskOf(uuid: string, given: string, { store, outboxes }: ServerState) {
  const { timeZone } = store.read(uuid).member;
  const date = dateOf(given, timeZone);
  return { store, outboxes, uuid, date, month: date.slice(0, 'YYYY-MM'.length) };
}

function dateOf(given: string, timeZone: string): string {
  if (isCalendarDate(given)) return given;
  return isMonth(given) ? lastDay(given) : dateIn(toInstant(given) ?? given, timeZone);
}

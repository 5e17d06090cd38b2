import { toWireBatch } from '../batches/batch.ts';
import { planBatch } from '../batches/plan-batch.ts';
import { Refusal } from '../errors/refusal.ts';
import type { Handlers } from './handler.ts';
import { pageOf } from './page.ts';

type BatchHandlers = Pick<Handlers, 'createBatch' | 'listBatches' | 'getBatch'>;

export const batchHandlers: BatchHandlers = {
  async createBatch({ namedUuid, body: { batchJobCode, date, is_async: isAsync = false } }, state) {
    const { created, work } = planBatch({ uuid: namedUuid, batchJobCode, date }, state);
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

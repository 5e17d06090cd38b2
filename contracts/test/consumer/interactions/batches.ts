import { type Interaction, ids, isRefused, month, succeeds, uuid } from '../interaction.ts';

const batchJobCode = 'API_CALCULATE_USAGE_AND_PRICE';
const withJob = { state: 'an account with a batch job', params: { uuid, month, batchJobCode } } as const;
const { batchId } = ids;
const batch = { batchId, batchJobCode, status: 'COMPLETED', progress: 100, completedCount: 1, totalCount: 1 } as const;
const wanted = { batchJobCode, date: month, is_async: true } as const;

export const batchInteractions: readonly Interaction[] = [
  succeeds('createBatch', 'a batch job is started', {
    state: { state: 'an account with readings', params: { uuid, month } },
    request: { line: 'POST /billing/admin/batches', body: wanted },
    call: (client) => client.batches.create(wanted),
    answers: { batchId, batchJobCode, status: 'QUEUED' },
  }),
  succeeds('getBatch', 'the results of a batch job are awaited', {
    state: withJob,
    request: { line: 'GET /billing/admin/batches/{batchId}' },
    call: (client) => client.batches.waitForCompletion(batchId),
    answers: { ...batch, results: [{ uuid, status: 'SUCCEEDED' }] },
  }),
  isRefused('getBatch', 'a batch job is read that does not exist', {
    state: { state: 'an account', params: { uuid } },
    request: { line: 'GET /billing/admin/batches/no-such-job' },
    call: (client) => client.batches.get('no-such-job'),
    refusal: { status: 404, code: 'NOT_FOUND' },
  }),
  succeeds('listBatches', 'the batch jobs are listed', {
    state: withJob,
    request: { line: 'GET /billing/admin/batches' },
    call: (client) => client.batches.list(),
    answers: { batches: [batch], totalItems: 1 },
  }),
];

import { type Interaction, ids, isRefused, month, succeeds, uuid } from '../interaction.ts';

const withReadings = { state: 'an account with readings', params: { uuid, month, volumes: ['10', '2.5'] } } as const;
const withFinalReading = {
  state: 'an account with a calculated statement',
  params: { uuid, month, total: 55_000, paymentStatus: 'PAID' },
} as const;
const meter = {
  meterId: ids.meterId,
  projectId: ids.projectId,
  counterName: 'test.calls',
  counterType: 'DELTA',
  counterUnit: 'EA',
  counterVolume: '10',
  timestamp: '2025-02-28T15:00:00Z',
} as const;
const reading = {
  projectId: 'web',
  counterName: 'compute.c2.c8m8',
  counterType: 'DELTA',
  counterUnit: 'HOURS',
  counterVolume: '100.5',
  resourceId: 'vm-1',
  timestamp: '2025-03-10T09:00:00+09:00',
  eventId: 'event-1',
} as const;
const wrongUnit = { ...reading, counterUnit: 'GB' };

export const meterInteractions: readonly Interaction[] = [
  succeeds('createMeters', 'readings are sent', {
    state: { state: 'an account', params: { uuid } },
    request: { line: 'POST /billing/meters', body: { meterList: [reading] } },
    call: (client) => client.meters.create({ meterList: [reading] }),
    answers: {
      meterIds: [ids.meterId],
      message: '1 accepted, 0 counted before',
      acceptedCount: 1,
      duplicateCount: 0,
      afterFinalCount: 0,
    },
  }),
  isRefused('createMeters', 'a reading is sent in a unit that its price does not take', {
    state: { state: 'an account', params: { uuid } },
    request: { line: 'POST /billing/meters', body: { meterList: [wrongUnit] } },
    call: (client) => client.meters.create({ meterList: [wrongUnit] }),
    refusal: { status: 422, code: 'UNIT_MISMATCH' },
  }),
  isRefused('createMeters', 'a reading is sent with a negative volume', {
    state: { state: 'an account', params: { uuid } },
    request: { line: 'POST /billing/meters', body: { ...reading, counterVolume: -1 } },
    call: (client) => client.meters.create({ ...reading, counterVolume: -1 }),
    refusal: { status: 400, code: 'VALIDATION_ERROR', namesFields: true },
  }),
  succeeds('listMeters', 'the readings of a month are listed', {
    state: withReadings,
    request: { line: 'GET /billing/meters', query: { month, itemsPerPage: '10' } },
    call: (client) => client.meters.list({ month, itemsPerPage: 10 }),
    answers: { meters: [meter], totalItems: 2 },
  }),
  succeeds('getMeter', 'a reading is read', {
    state: withReadings,
    request: { line: 'GET /billing/meters/{meterId}' },
    call: (client) => client.meters.get(ids.meterId),
    answers: { meter },
  }),
  isRefused('getMeter', 'a reading is read that does not exist', {
    state: { state: 'an account', params: { uuid } },
    request: { line: 'GET /billing/meters/no-such-reading' },
    call: (client) => client.meters.get('no-such-reading'),
    refusal: { status: 404, code: 'NOT_FOUND' },
  }),
  succeeds('deleteMeter', 'a reading is taken back', {
    state: withReadings,
    request: { line: 'DELETE /billing/meters/{meterId}' },
    call: (client) => client.meters.deleteOne(ids.meterId),
    answers: { meter },
  }),
  isRefused('deleteMeter', 'a reading of a paid month is taken back', {
    state: withFinalReading,
    request: { line: 'DELETE /billing/meters/{meterId}' },
    call: (client) => client.meters.deleteOne(ids.meterId),
    refusal: { status: 409, code: 'STATEMENT_FINALIZED' },
  }),
  succeeds('deleteMeters', 'the readings of some days are deleted', {
    state: withReadings,
    request: { line: 'DELETE /billing/admin/meters', query: { from: '2025-03-01', to: '2025-03-31' } },
    call: (client) => client.meters.delete({ from: '2025-03-01', to: '2025-03-31' }),
    answers: { deletedCount: 2 },
  }),
];

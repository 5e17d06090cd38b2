import { describe, expect, test } from 'vitest';
import { newUuid, useServer } from '../api-client.ts';
import type { RefusalBody } from '../contract-check.ts';

const lenient = useServer();
const strict = useServer({ isStrict: true });

const reading = { counterName: 'test.x', counterUnit: 'EA', counterVolume: 1, timestamp: '2025-03-10T00:00:00Z' };
const wrongReading = Object.fromEntries(
  Object.keys(reading)
    .concat('projectId', 'appKey', 'resourceId', 'resourceName', 'source', 'eventId', 'parentResourceId', 'counterType')
    .map((name) => [name, {}]),
);
const many = <Item>(count: number, item: (index: number) => Item) => Array.from({ length: count }, (_, n) => item(n));
const unknown = (count: number) => Object.fromEntries(many(count, (n) => [`f${n}`, 1]));

/** Requests that took minutes each when every error was compared with all others. */
const requests: readonly [what: string, Parameters<typeof lenient.refused>[0], body: object][] = [
  ['many empty readings', 'createMeters', { meterList: many(100_000, () => ({})) }],
  ['readings with many wrong fields', 'createMeters', { meterList: many(1_000, () => wrongReading) }],
  ['a preview of many wrong readings', 'previewStatement', { month: '2025-03', usage: many(10_000, () => ({})) }],
  [
    'a price with many unknown fields',
    'createContract',
    { name: 'n', prices: { p: { model: 'FLAT', ...unknown(60_000) } } },
  ],
  ['many prices without a model', 'createContract', { name: 'n', prices: unknown(60_000) }],
  [
    'many tiers of no figures',
    'createContract',
    { name: 'n', prices: { p: { model: 'VOLUME', tiers: many(200_000, () => 1) } } },
  ],
  [
    'many accounts to grant to',
    'grantCampaignCredit',
    { credit: 1, creditName: 'c', uuidList: many(60_000, (n) => `u${n}`) },
  ],
];

function expectBounded({ details }: RefusalBody): void {
  expect(details.length).toBeGreaterThan(0);
  expect(details.length).toBeLessThanOrEqual(50);
}

describe('a request with very much wrong', () => {
  test.each(requests)('is refused by what it names first: %s', async (_what, operationId, body) => {
    for (const api of [lenient, strict]) {
      const path = { campaignId: 'c' };
      const { status, body: refusal } = await api.refused(operationId, { uuid: newUuid(), path, body });
      expect(status).toBe(400);
      expectBounded(refusal);
    }
  });

  test('says how many more fields are wrong', async () => {
    const body = { meterList: many(1_000, () => ({})) };
    const { body: refusal } = await lenient.refused('createMeters', { uuid: newUuid(), body });
    expect(refusal.details).toHaveLength(50);
    expect(refusal.header.resultMessage).toMatch(
      /^The request is not valid: \/meterList\/0\/\w+ .* \(and 2999 more\)\.$/,
    );
  });

  test('names what is too long before what is in it', async () => {
    const body = { meterList: many(1_001, () => reading) };
    const { body: refusal } = await lenient.refused('createMeters', { uuid: newUuid(), body });
    expect(refusal.details).toEqual([{ path: '/meterList', message: 'must NOT have more than 1000 items' }]);
  });

  test('is refused for an account that it names twice', async () => {
    const body = { credit: 1, creditName: 'c', uuidList: ['a', 'b', 'a'] };
    const { body: refusal } = await lenient.refused('grantCampaignCredit', { path: { campaignId: 'c' }, body });
    expect(refusal.details).toEqual([{ path: '/uuidList', message: 'must not name anything twice' }]);
  });
});

describe('a page of a list', () => {
  test('over 64 MiB is refused, and says how many items fit', async () => {
    const uuid = newUuid();
    const description = { locale: 'en', message: 'm'.repeat(1_000) };
    const body = {
      projectId: 'p',
      adjustment: 1,
      adjustmentTypeCode: 'RATE_DISCOUNT',
      monthFrom: '2025-01',
      descriptions: many(100, () => description),
    } as const;
    for (let n = 0; n < 700; n += 1) await lenient.call('createProjectAdjustment', { uuid, body });
    const list = (itemsPerPage: number) => ({ uuid, query: { projectId: 'p', itemsPerPage } });
    const { gist, body: refusal } = await lenient.refused('listProjectAdjustments', list(1_000));
    expect(gist).toEqual([400, 'VALIDATION_ERROR', 'query/itemsPerPage']);
    const fitting = Number(/must be at most (\d+) here/.exec(refusal.details[0]?.message ?? '')?.[1]);
    const { adjustments } = await lenient.call('listProjectAdjustments', list(fitting));
    expect(adjustments).toHaveLength(fitting);
    await lenient.refused('listProjectAdjustments', list(fitting + 1));
  }, 120_000);
});

describe('a job for very many accounts', () => {
  test('lets other requests in while it works', async () => {
    // They are so many that the batch takes several turns on any machine.
    const uuids = many(5_000, (n) => `batch-${n}`);
    for (let first = 0; first < uuids.length; first += 1_000) {
      const grant = { credit: 1, creditName: 'c', uuidList: uuids.slice(first, first + 1_000) };
      await lenient.call('grantCampaignCredit', { path: { campaignId: 'c' }, body: grant });
    }
    const job = { batchJobCode: 'API_CALCULATE_USAGE_AND_PRICE', date: '2025-03' } as const;
    let isDone = false;
    const running = lenient.call('createBatch', { body: job }).then(({ batchId }) => {
      isDone = true;
      return batchId;
    });
    const seen = new Set<string>();
    while (!isDone) {
      const { batches } = await lenient.call('listBatches', {});
      for (const { status } of batches) seen.add(status);
    }
    expect([...seen]).toContain('RUNNING');
    const { status, completedCount, results } = await lenient.call('getBatch', { path: { batchId: await running } });
    expect([status, completedCount]).toEqual(['COMPLETED', results.length]);
    expect(results.map(({ uuid }) => uuid)).toEqual(expect.arrayContaining(uuids));
  });
});

import { expect, test } from 'vitest';
import { useServer } from '../api-client.ts';

const api = useServer();

const MOST = 10_000;

test('at most 10 000 adjustments wait for projects and billing groups that no account has', async () => {
  const body = { adjustment: 5, adjustmentTypeCode: 'RATE_DISCOUNT', monthFrom: '2025-01', projectId: 'p' } as const;
  const create = (projectId: string) => api.call('createProjectAdjustment', { body: { ...body, projectId } });
  for (let waiting = 0; waiting < MOST; waiting += 50) {
    await Promise.all(Array.from({ length: 50 }, (_, n) => create(`p-${waiting + n}`)));
  }
  const refused = await api.refused('createProjectAdjustment', { body });
  expect(refused.gist).toEqual([507, 'CAPACITY_EXCEEDED']);
  const { adjustments } = await api.call('listProjectAdjustments', { query: { projectId: 'p-0' } });
  const [{ adjustmentId } = { adjustmentId: '' }] = adjustments;
  await api.call('deleteProjectAdjustments', { query: { adjustmentIds: [adjustmentId] } });
  await create('p');
}, 60_000);

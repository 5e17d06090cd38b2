import type { RequestBody, Schema } from '@billing-testkit/contracts';
import { describe, expect, it } from 'vitest';
import { newUuid, useServer } from '../api-client.ts';
import { bill, read, statementOf } from '../bills.ts';

const api = useServer();

const months = ['2025-01', '2025-02', '2025-03', '2025-04'];

type Terms = Omit<RequestBody<'createBillingGroupAdjustment'>, 'billingGroupId'>;

const surcharge = { adjustment: 500, adjustmentTypeCode: 'FIXED_SURCHARGE' } as const;

async function account(): Promise<string> {
  const uuid = newUuid();
  for (const month of months) await read(api, uuid, month, 1_000);
  return uuid;
}

const adjustGroup = (uuid: string, terms: Terms) =>
  api.call('createBillingGroupAdjustment', { uuid, body: { billingGroupId: `bg-${uuid}`, ...terms } });

const adjustProject = (uuid: string, terms: Terms) =>
  api.call('createProjectAdjustment', { uuid, body: { projectId: 'default', ...terms } });

/** The adjustments of each month, once all months are calculated. */
async function adjusted(uuid: string): Promise<number[][]> {
  for (const month of months) await bill(api, uuid, month);
  const statements = await Promise.all(months.map((month) => statementOf(api, uuid, month)));
  return statements.map(({ appliedAdjustments }) => appliedAdjustments.map(({ amount }) => amount));
}

describe('an adjustment', () => {
  it.each([
    [{ monthFrom: '2025-02', monthTo: '2025-03' }, [[], [500], [500], []]],
    [{ monthFrom: '2025-03', monthTo: '2025-03' }, [[], [], [500], []]],
    [{ monthFrom: '2025-03' }, [[], [], [500], [500]]],
    [{ monthFrom: '2024-01', monthTo: '2024-12' }, [[], [], [], []]],
    [{ monthFrom: '2024-12', monthTo: '2026-01' }, [[500], [500], [500], [500]]],
  ])('of the months %j is in force in those alone', async (range, expected) => {
    const [group, project] = [await account(), await account()];
    await adjustGroup(group, { ...surcharge, ...range });
    await adjustProject(project, { ...surcharge, ...range });
    expect(await adjusted(group)).toEqual(expected);
    expect(await adjusted(project)).toEqual(expected);
  });

  it('that begins where another ends follows it without a gap', async () => {
    const uuid = await account();
    await adjustGroup(uuid, { ...surcharge, monthFrom: '2025-01', monthTo: '2025-02' });
    await adjustGroup(uuid, { ...surcharge, adjustment: 7, monthFrom: '2025-03' });
    expect(await adjusted(uuid)).toEqual([[500], [500], [7], [7]]);
  });

  it('compounds with those in force in the month, by priority, projects first', async () => {
    const uuid = await account();
    const rate = (
      adjustment: number,
      code: Schema<'AdjustmentType'>,
      terms: Partial<Terms> & { monthFrom: string },
    ) => ({
      adjustment,
      adjustmentTypeCode: code,
      ...terms,
    });
    await adjustGroup(uuid, rate(50, 'RATE_DISCOUNT', { monthFrom: '2025-02' }));
    await adjustGroup(uuid, rate(10, 'RATE_SURCHARGE', { monthFrom: '2025-03', priority: 1 }));
    await adjustProject(uuid, rate(10, 'RATE_DISCOUNT', { monthFrom: '2025-04', priority: 1_000 }));
    // 1000 − 500; 1000 + 100 − 550; 1000 − 100 + 90 − 495.
    expect(await adjusted(uuid)).toEqual([[], [-500], [100, -550], [-100, 90, -495]]);
  });

  it('that is deleted is in force no more, and months calculated with it stay until they are calculated again', async () => {
    const uuid = await account();
    const { adjustmentId } = await adjustGroup(uuid, { ...surcharge, monthFrom: '2025-03' });
    expect(await adjusted(uuid)).toEqual([[], [], [500], [500]]);
    const query = { adjustmentIds: [adjustmentId] };
    expect(await api.call('deleteBillingGroupAdjustments', { uuid, query })).toMatchObject({ deletedCount: 1 });
    expect((await statementOf(api, uuid, '2025-03')).adjustmentTotal).toBe(500);
    expect(await adjusted(uuid)).toEqual([[], [], [], []]);
  });

  it('of one kind is not deleted as the other', async () => {
    const uuid = await account();
    const { adjustmentId } = await adjustProject(uuid, { ...surcharge, monthFrom: '2025-03' });
    const query = { adjustmentIds: adjustmentId };
    expect((await api.refused('deleteBillingGroupAdjustments', { uuid, query })).gist.slice(0, 2)).toEqual([
      404,
      'NOT_FOUND',
    ]);
    expect((await adjusted(uuid))[2]).toEqual([500]);
  });

  it('that waits joins its account with its months', async () => {
    const projectId = `project-of-${newUuid()}`;
    const terms = { ...surcharge, monthFrom: '2025-02', monthTo: '2025-03' };
    const { adjustmentId } = await api.call('createProjectAdjustment', { body: { projectId, ...terms } });
    const uuid = newUuid();
    for (const month of months) {
      const reading = { counterName: 'test.x', counterUnit: 'EA', counterVolume: 1_000 };
      await api.call('createMeters', { uuid, body: { projectId, ...reading, timestamp: `${month}-10T00:00:00Z` } });
    }
    expect(await adjusted(uuid)).toEqual([[], [500], [500], []]);
    expect((await statementOf(api, uuid, '2025-02')).appliedAdjustments[0]?.adjustmentId).toBe(adjustmentId);
    const listed = await api.call('listProjectAdjustments', { query: { projectId, month: '2025-04' } });
    expect(listed).toMatchObject({ adjustments: [], totalItems: 0 });
  });
});

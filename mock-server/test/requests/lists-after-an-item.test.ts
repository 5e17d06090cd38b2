import { describe, expect, test } from 'vitest';
import { newUuid, useServer } from '../api-client.ts';

const api = useServer();

const reading = { counterName: 'test.a', counterUnit: 'COUNT', counterVolume: 1, timestamp: '2025-03-10T00:00:00Z' };
const adjustment = { adjustment: 5, adjustmentTypeCode: 'RATE_DISCOUNT', monthFrom: '2025-01' } as const;
const list = { itemsPerPage: 2 };

async function contracts(uuid: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    ids.push((await api.call('createContract', { uuid, body: { name: `contract ${n}` } })).contractId);
  }
  return ids;
}

async function contractsAfter(uuid: string, after: string) {
  const { contracts: page } = await api.call('listContracts', { uuid, query: { ...list, after } });
  return page.map(({ contractId }) => contractId);
}

describe('a list after an item', () => {
  test('begins with what comes after it', async () => {
    const uuid = newUuid();
    const [first = '', second, third, fourth = ''] = await contracts(uuid, 4);
    expect(await contractsAfter(uuid, first)).toEqual([second, third]);
    expect(await contractsAfter(uuid, fourth)).toEqual([]);
  });

  test('goes on after an item that was deleted meanwhile, also one with a name of the caller’s', async () => {
    const uuid = newUuid();
    const [first = ''] = await contracts(uuid, 1);
    const assign = { contractId: 'mine', monthFrom: '2025-01', name: 'Mine' };
    await api.call('assignContract', { uuid, path: { billingGroupId: `bg-${uuid}` }, body: assign });
    const [third] = await contracts(uuid, 1);
    await api.call('deleteContract', { uuid, path: { contractId: first } });
    expect(await contractsAfter(uuid, first)).toEqual(['mine', third]);
    await api.call('deleteContract', { uuid, path: { contractId: 'mine' } });
    expect(await contractsAfter(uuid, first)).toEqual([third]);
    expect(await contractsAfter(uuid, 'mine')).toEqual([third]);
  });

  test('lists adjustments by priority, those that wait for their project included', async () => {
    for (const owner of [{ uuid: newUuid() }, {}]) {
      const projectId = `p-${newUuid()}`;
      const ids: string[] = [];
      for (const priority of [2, 1, 2, 1]) {
        const body = { ...adjustment, projectId, priority };
        ids.push((await api.call('createProjectAdjustment', { ...owner, body })).adjustmentId);
      }
      const [b1 = '', a1 = '', b2, a2] = ids;
      const idsAfter = async (id: string) => {
        const query = { ...list, projectId, after: id };
        const { adjustments } = await api.call('listProjectAdjustments', { ...owner, query });
        return adjustments.map(({ adjustmentId }) => adjustmentId);
      };
      expect(await idsAfter(a1)).toEqual([a2, b1]);
      await api.call('deleteProjectAdjustments', { ...owner, query: { adjustmentIds: [a1, b1] } });
      expect(await idsAfter(a1)).toEqual([a2, b2]);
      expect(await idsAfter(b1)).toEqual([b2]);
    }
  });

  test('lists readings, credits, ledger entries, statements and batches', async () => {
    const uuid = newUuid();
    const { meterIds } = await api.call('createMeters', { uuid, body: { meterList: [reading, reading, reading] } });
    const credit = { credit: 5, creditName: 'c', uuidList: [uuid] };
    const creditIds: string[] = [];
    const batchIds: string[] = [];
    for (const campaignId of ['a', 'b', 'c']) {
      creditIds.push((await api.call('grantCampaignCredit', { uuid, path: { campaignId }, body: credit })).creditId);
      const job = { batchJobCode: 'BATCH_CREDIT_EXPIRY', date: '2025-01' } as const;
      batchIds.push((await api.call('createBatch', { uuid, body: job })).batchId);
    }
    for (const month of ['2025-02', '2025-03', '2025-04'])
      await api.call('calculateStatement', { uuid, body: { month, uuid } });

    const { meters } = await api.call('listMeters', { uuid, query: { ...list, after: meterIds[0] ?? '' } });
    expect(meters.map(({ meterId }) => meterId)).toEqual(meterIds.slice(1));
    const { credits } = await api.call('getCredits', { uuid, query: { ...list, after: creditIds[0] ?? '' } });
    expect(credits.map(({ creditId }) => creditId)).toEqual(creditIds.slice(1));
    const { creditHistories } = await api.call('listCreditHistory', { uuid });
    const [first, ...others] = creditHistories.map(({ entryId }) => entryId);
    const history = await api.call('listCreditHistory', { uuid, query: { itemsPerPage: 50, after: first ?? '' } });
    expect(history.creditHistories.map(({ entryId }) => entryId)).toEqual(others);
    const { statements } = await api.call('listPayments', { uuid, query: { ...list, after: `st-${uuid}-2025-02` } });
    expect(statements.map(({ month }) => month)).toEqual(['2025-03', '2025-04']);
    const { batches } = await api.call('listBatches', { uuid, query: { ...list, after: batchIds[0] ?? '' } });
    expect(batches.map(({ batchId }) => batchId)).toEqual(batchIds.slice(1));
  });

  test.each([
    ['listMeters', {}],
    ['listContracts', {}],
    ['getCredits', {}],
    ['listCreditHistory', {}],
    ['listPayments', {}],
    ['listBatches', {}],
    ['listProjectAdjustments', { projectId: 'p' }],
    ['listBillingGroupAdjustments', { billingGroupId: 'g' }],
  ] as const)('is refused by %s for an id that the list never had, and next to a page', async (operationId, query) => {
    const uuid = newUuid();
    const unknown = await api.refused(operationId, { uuid, query: { ...query, after: 'nothing-7' } });
    expect(unknown.gist).toEqual([400, 'VALIDATION_ERROR', 'query/after']);
    const both = await api.refused(operationId, { uuid, query: { ...query, after: 'nothing-7', page: 1 } });
    expect(both.gist).toEqual([400, 'VALIDATION_ERROR', 'query/after']);
  });
});

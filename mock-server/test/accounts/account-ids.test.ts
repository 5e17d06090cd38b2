import { describe, expect, it, test } from 'vitest';
import { stateOf } from '../account-state.ts';
import { newUuid, useServer } from '../api-client.ts';
import { prepareMarch } from '../worked-example-account.ts';

const api = useServer();

const reading = { counterName: 'test.x', counterUnit: 'EA', counterVolume: 1, timestamp: '2025-03-10T00:00:00Z' };
const discount = { adjustment: 10, adjustmentTypeCode: 'RATE_DISCOUNT', monthFrom: '2025-01' } as const;

const accountOf = async (uuid: string) => (await api.call('getAccount', { path: { uuid } })).account;
const projectsOf = async (uuid: string) => (await accountOf(uuid)).projects.map(({ projectId }) => projectId);
const meterCount = async (uuid: string) => (await api.call('listMeters', { uuid })).totalItems;
const march = async (uuid: string) => {
  await api.call('calculateStatement', { body: { uuid, month: '2025-03' } });
  const { statements } = await api.call('getStatements', { uuid, path: { month: '2025-03' } });
  const [statement] = statements;
  if (!statement) throw new Error('A calculated month has a statement.');
  return statement;
};

describe('an account', () => {
  it('is created with the ids given', async () => {
    const uuid = newUuid();
    const { account } = await api.call('createAccount', {
      body: {
        uuid,
        member: 'us',
        billingGroupId: 'bg-mine',
        projects: [{ projectId: 'p', appKeys: ['k'] }, { projectId: 'q' }],
      },
    });
    expect(account).toMatchObject({
      uuid,
      member: 'us',
      currency: 'USD',
      timeZone: 'America/New_York',
      billingGroupId: 'bg-mine',
      projects: [
        { projectId: 'p', appKeys: ['k'] },
        { projectId: 'q', appKeys: [] },
      ],
    });
    expect(await accountOf(uuid)).toEqual(account);
  });

  it('gets unique ids where none are given', async () => {
    const made = await Promise.all([1, 2, 3].map(() => api.call('createAccount', { body: { member: 'jp' } })));
    const ids = made.flatMap(({ account }) => [account.uuid, account.billingGroupId]);
    expect(new Set(ids).size).toBe(6);
  });

  it('is provisioned by its first write, as member kr', async () => {
    const uuid = newUuid();
    await api.call('createMeters', { uuid, body: reading });
    expect(await accountOf(uuid)).toMatchObject({ uuid, member: 'kr', billingGroupId: `bg-${uuid}` });
    expect(await projectsOf(uuid)).toEqual(['default']);
  });

  it('reads like an empty one before, and is not stored by it', async () => {
    const uuid = newUuid();
    const success = { header: { isSuccessful: true, resultCode: 0, resultMessage: 'SUCCESS' } };
    expect(await stateOf(api, uuid)).toEqual([
      404,
      ...['2025-02', '2025-03', '2025-04'].flatMap(() => [
        { ...success, statements: [] },
        { ...success, status: 'READY', progress: 0, maxProgress: 100, list: [] },
      ]),
      { ...success, statements: [], totalUnpaid: 0 },
      { ...success, totalBalance: 0, availableBalance: 0, pendingBalance: 0, currency: 'KRW', balances: [] },
      { ...success, totalCreditAmt: 0, creditHistories: [], totalItems: 0 },
      { ...success, meters: [], totalItems: 0 },
      { ...success, adjustments: [], totalItems: 0 },
      { ...success, adjustments: [], totalItems: 0 },
      { ...success, adjustments: [], totalItems: 0 },
    ]);
    await api.call('deleteMeters', { uuid });
    await api.refused('pay', { uuid, path: { month: '2025-03' } });
    await api.refused('getMeter', { uuid, path: { meterId: 'm' } });
    await api.refused('getContract', { uuid, path: { contractId: 'c' } });
    await api.refused('createMeters', { uuid, body: {} });
    await api.refused('getAccount', { path: { uuid } });
  });

  it('is provisioned by a calculation without any usage, which comes to nothing', async () => {
    const statement = await march(newUuid());
    expect(statement).toMatchObject({ lineItems: [], charge: 0, discount: 0, totalAmount: 0, amountDue: 0 });
  });

  it('is uuid-kr-test when nothing says which', async () => {
    const { meterIds } = await api.call('createMeters', { body: { ...reading, projectId: 'nobody-has-it' } });
    expect(meterIds[0]).toMatch(/^meter-uuid-kr-test-\d+$/);
    const { statementId } = await api.call('calculateStatement', { body: { month: '2025-03' } });
    expect(statementId).toBe('st-uuid-kr-test-2025-03');
    const { contractId } = await api.call('createContract', { body: { name: 'n' } });
    expect(contractId).toMatch(/^contract-uuid-kr-test-\d+$/);
  });

  it('takes names of 100 letters, digits, hyphens and underscores', async () => {
    const uuid = `${'A9_-'.repeat(24)}zzzz`;
    await api.call('createMeters', { uuid, body: reading });
    expect(await meterCount(uuid)).toBe(1);
  });

  it('has ids that follow from what was sent', async () => {
    const replay = async (uuid: string) => {
      await prepareMarch(api, uuid);
      await api.call('calculateStatement', { body: { uuid, month: '2025-03' } });
      const { paymentId, transactionId } = await api.call('pay', { uuid, path: { month: '2025-03' } });
      const text = JSON.stringify([await stateOf(api, uuid), paymentId, transactionId]);
      const times = /"(createdAt|calculatedAt|transactionDate|paymentDate)":"[^"]+"/g;
      return text.replaceAll(uuid, 'UUID').replaceAll(times, '');
    };
    expect(await replay(newUuid())).toBe(await replay(newUuid()));
  });

  it('is gone with all that it had when it is deleted', async () => {
    const uuid = newUuid();
    const { contractId } = await prepareMarch(api, uuid);
    const key = { 'idempotency-key': 'once' };
    await api.call('createMeters', { uuid, headers: key, body: reading });
    await api.call('deleteAccount', { path: { uuid } });
    await api.refused('deleteAccount', { path: { uuid } });
    await api.refused('getContract', { path: { contractId } });
    const empty = await stateOf(api, newUuid());
    expect(await stateOf(api, uuid)).toEqual(empty);
    const again = await api.send('createMeters', { uuid, headers: key, body: { ...reading, counterVolume: 2 } });
    expect(again).toMatchObject({ status: 200, body: { meterIds: [`meter-${uuid}-1`] } });
    expect(again.headers.has('idempotency-replayed')).toBe(false);
  });
});

describe('ids in two accounts', () => {
  it('never meet', async () => {
    const [mine, theirs] = [newUuid(), newUuid()];
    for (const uuid of [mine, theirs]) {
      await api.call('createMeters', {
        uuid,
        body: { ...reading, projectId: 'shared', appKey: 'shared', eventId: 'same' },
      });
      await api.call('createProjectAdjustment', { uuid, body: { projectId: 'shared', ...discount } });
      await api.call('assignContract', {
        uuid,
        path: { billingGroupId: 'shared' },
        body: { contractId: 'shared', monthFrom: '2025-03' },
      });
    }
    await api.call('deleteMeters', { uuid: mine, query: { appKey: ['shared'] } });
    const adjustments = await api.call('listProjectAdjustments', { uuid: mine, query: { projectId: 'shared' } });
    const adjustmentIds = adjustments.adjustments.map(({ adjustmentId }) => adjustmentId);
    await api.call('deleteProjectAdjustments', { uuid: mine, query: { adjustmentIds } });
    expect(await march(mine)).toMatchObject({ lineItems: [], appliedAdjustments: [] });
    // 1, less 30 % → ⌊0.3⌉ = 0, less 10 % → ⌊0.1⌉ = 0
    expect(await march(theirs)).toMatchObject({ charge: 1, appliedAdjustments: [{ adjustmentId: `adj-${theirs}-2` }] });
  });

  it.each(['proj', 'adj', 'contract', 'bg'])('may look like ids made by the server: %s-<uuid>-1', async (kind) => {
    const [mine, theirs] = [newUuid(), newUuid()];
    const projectId = `${kind}-${theirs}-1`;
    for (const uuid of [theirs, mine]) {
      await api.call('createMeters', { uuid, body: { ...reading, projectId } });
      await api.call('createProjectAdjustment', { uuid, body: { projectId, ...discount } });
    }
    expect(await api.call('listProjectAdjustments', { uuid: mine, query: { projectId } })).toMatchObject({
      totalItems: 1,
    });
  });

  it('may both be a contract that nobody created', async () => {
    const [mine, theirs] = [newUuid(), newUuid()];
    for (const uuid of [theirs, mine]) {
      const body = { contractId: `gold-${theirs}-2025`, monthFrom: '2025-01' };
      await api.call('assignContract', { uuid, path: { billingGroupId: `bg-${uuid}` }, body });
    }
  });
});

describe('without a uuid', () => {
  it('the oldest account that holds an id of the request is meant', async () => {
    const [older, newer] = [newUuid(), newUuid()];
    const ids = { projectId: `p-${older}`, appKey: `k-${older}` };
    for (const uuid of [older, newer]) {
      const projects = [{ projectId: ids.projectId, appKeys: [ids.appKey] }];
      await api.call('createAccount', { body: { uuid, member: 'kr', projects } });
    }
    const { contractId } = await api.call('createContract', { uuid: newer, body: { name: 'n' } });
    await api.call('createMeters', { body: { ...reading, projectId: ids.projectId } });
    await api.call('createMeters', { body: { ...reading, appKey: ids.appKey } });
    await api.call('createMeters', { body: { meterList: [reading, { ...reading, appKey: ids.appKey }] } });
    expect([await meterCount(older), await meterCount(newer)]).toEqual([4, 0]);
    expect(await projectsOf(older)).toEqual([ids.projectId, 'default']);

    const { adjustmentId } = await api.call('createProjectAdjustment', {
      body: { projectId: ids.projectId, ...discount },
    });
    expect(adjustmentId).toMatch(`adj-${older}-`);
    expect(await api.call('listProjectAdjustments', { query: { projectId: ids.projectId } })).toMatchObject({
      totalItems: 1,
    });
    expect(await api.call('deleteProjectAdjustments', { query: { adjustmentIds: [adjustmentId] } })).toMatchObject({
      deletedCount: 1,
    });
    expect(await api.call('deleteMeters', { query: { appKey: [ids.appKey] } })).toMatchObject({ deletedCount: 3 });

    expect(await api.call('getContract', { path: { contractId } })).toMatchObject({ contract: { contractId } });
    expect(await api.call('getContractAdmin', { path: { contractId } })).toMatchObject({ contract: { contractId } });
    await api.call('assignContract', {
      path: { billingGroupId: `bg-${newer}` },
      body: { contractId, monthFrom: '2025-01' },
    });

    await api.call('deleteAccount', { path: { uuid: older } });
    await api.call('createMeters', { body: { ...reading, projectId: ids.projectId } });
    expect(await meterCount(newer)).toBe(1);
  });

  it('a billing group finds its account, by each of its names', async () => {
    const uuid = newUuid();
    const alias = `alias-of-${uuid}`;
    const body = { contractId: 'gold', monthFrom: '2025-01' };
    await api.call('assignContract', { uuid, path: { billingGroupId: alias }, body });
    for (const billingGroupId of [alias, `bg-${uuid}`]) {
      const { adjustmentId } = await api.call('createBillingGroupAdjustment', {
        body: { billingGroupId, ...discount },
      });
      expect(adjustmentId).toMatch(`adj-${uuid}-`);
    }
    for (const billingGroupId of [alias, `bg-${uuid}`]) {
      const listed = await api.call('listBillingGroupAdjustments', { query: { billingGroupId } });
      expect(listed).toMatchObject({ totalItems: 2 });
    }
    expect(await accountOf(uuid)).toMatchObject({ billingGroupId: `bg-${uuid}` });
    expect(await march(uuid)).toMatchObject({ appliedAdjustments: [{ targetId: alias }, { targetId: `bg-${uuid}` }] });
  });
});

describe('a contract that nobody created', () => {
  it('becomes one with a discount of 30 % when it is assigned', async () => {
    const uuid = newUuid();
    await api.call('createMeters', { uuid, body: { ...reading, counterVolume: 1000 } });
    const body = { contractId: 'gold', defaultYn: 'Y', monthFrom: '2025-03', monthTo: '2025-03', name: 'Gold' };
    const assigned = await api.call('assignContract', { uuid, path: { billingGroupId: `bg-${uuid}` }, body });
    expect(assigned).toMatchObject({ billingGroupId: `bg-${uuid}`, contractId: 'gold' });
    const { contract } = await api.call('getContract', { uuid, path: { contractId: 'gold' } });
    expect(contract).toEqual({
      contractId: 'gold',
      name: 'Gold',
      currency: 'KRW',
      discountRate: '30',
      baseFee: 0,
      minimumCharge: 0,
      prices: {},
    });
    expect(await march(uuid)).toMatchObject({ contractDiscount: 300, charge: 700, vat: 70 });
  });

  it('keeps its id for itself', async () => {
    const uuid = newUuid();
    const contractId = `contract-${uuid}-1`;
    await api.call('assignContract', {
      uuid,
      path: { billingGroupId: 'b' },
      body: { contractId, monthFrom: '2025-01' },
    });
    const created = await api.call('createContract', { uuid, body: { name: 'Mine' } });
    expect(created.contractId).not.toBe(contractId);
    const { contract } = await api.call('getContract', { uuid, path: { contractId } });
    expect(contract).toMatchObject({ contractId, discountRate: '30' });
  });
});

describe('an adjustment on what nobody holds', () => {
  it('waits, is listed, and joins the first account that gets the project', async () => {
    const uuid = newUuid();
    const projectId = `wanted-by-${uuid}`;
    const { adjustmentId } = await api.call('createProjectAdjustment', { body: { projectId, ...discount } });
    expect(adjustmentId).toMatch(/^adj-waiting-\d+$/);
    const listed = await api.call('listProjectAdjustments', { query: { projectId } });
    expect(listed).toMatchObject({
      adjustments: [
        {
          adjustmentId,
          projectId,
          adjustment: '10',
          adjustmentTypeCode: 'RATE_DISCOUNT',
          monthFrom: '2025-01',
          priority: 100,
        },
      ],
      totalItems: 1,
    });
    expect(await api.call('listProjectAdjustments', { uuid, query: { projectId } })).toMatchObject({ totalItems: 0 });
    await api.call('createMeters', { uuid, body: { ...reading, projectId, counterVolume: 1000 } });
    await api.call('createMeters', { uuid: newUuid(), body: { ...reading, projectId } });
    expect(await api.call('listProjectAdjustments', { uuid, query: { projectId } })).toMatchObject({
      adjustments: [{ adjustmentId }],
    });
    expect(await march(uuid)).toMatchObject({ charge: 900, appliedAdjustments: [{ adjustmentId, amount: -100 }] });
    expect(await api.call('deleteProjectAdjustments', { query: { adjustmentIds: [adjustmentId] } })).toMatchObject({
      deletedCount: 1,
    });
    expect(await march(uuid)).toMatchObject({ charge: 1000 });
  });

  it('joins an account that is created with the project, or with the billing group', async () => {
    const uuid = newUuid();
    const ids = { projectId: `project-of-${uuid}`, billingGroupId: `group-of-${uuid}` };
    const project = await api.call('createProjectAdjustment', { body: { ...discount, projectId: ids.projectId } });
    const group = await api.call('createBillingGroupAdjustment', {
      body: { ...discount, billingGroupId: ids.billingGroupId },
    });
    const { projectId, billingGroupId } = ids;
    await api.call('createAccount', { body: { uuid, member: 'kr', billingGroupId, projects: [{ projectId }] } });
    const statement = await march(uuid);
    expect(statement.appliedAdjustments.map(({ adjustmentId }) => adjustmentId)).toEqual([
      project.adjustmentId,
      group.adjustmentId,
    ]);
  });

  it('joins an account that is provisioned with the billing group, or gets it for another name', async () => {
    for (const name of [(uuid: string) => `bg-${uuid}`, (uuid: string) => `alias-of-${uuid}`]) {
      const uuid = newUuid();
      const billingGroupId = name(uuid);
      const { adjustmentId } = await api.call('createBillingGroupAdjustment', {
        body: { ...discount, billingGroupId },
      });
      const body = { contractId: 'c', monthFrom: '2025-01' };
      await api.call('assignContract', { uuid, path: { billingGroupId }, body });
      expect(await march(uuid)).toMatchObject({ appliedAdjustments: [{ adjustmentId }] });
    }
  });

  it('comes before one that the account created later', async () => {
    const uuid = newUuid();
    const projectId = `disputed-by-${uuid}`;
    const first = await api.call('createProjectAdjustment', { body: { projectId, ...discount } });
    const second = await api.call('createProjectAdjustment', { uuid, body: { projectId, ...discount } });
    const { adjustments } = await api.call('listProjectAdjustments', { uuid, query: { projectId } });
    expect(adjustments.map(({ adjustmentId }) => adjustmentId)).toEqual([first.adjustmentId, second.adjustmentId]);
  });

  it('is deleted while it waits, by its own kind only and all or none', async () => {
    const projectId = newUuid();
    const { adjustmentId } = await api.call('createProjectAdjustment', { body: { projectId, ...discount } });
    await api.refused('deleteBillingGroupAdjustments', { query: { adjustmentIds: adjustmentId } });
    await api.refused('deleteProjectAdjustments', { query: { adjustmentIds: `${adjustmentId},adj-waiting-9999` } });
    expect(await api.call('listProjectAdjustments', { query: { projectId } })).toMatchObject({ totalItems: 1 });
    const deleted = await api.send('deleteProjectAdjustments', {
      query: { adjustmentIds: `${adjustmentId},${adjustmentId}` },
    });
    expect(deleted.body).toMatchObject({ deletedCount: 1 });
    expect(await api.call('listProjectAdjustments', { query: { projectId } })).toMatchObject({ totalItems: 0 });
  });

  it('never takes the id of an account’s own', async () => {
    const uuid = 'waiting';
    const { adjustmentId } = await api.call('createProjectAdjustment', {
      uuid,
      body: { projectId: 'own', ...discount },
    });
    const waiting = await api.call('createProjectAdjustment', { body: { projectId: 'wanted', ...discount } });
    expect(waiting.adjustmentId).not.toBe(adjustmentId);
    await api.call('createMeters', { uuid, body: { ...reading, projectId: 'wanted' } });
    expect(await api.call('listProjectAdjustments', { uuid, query: { projectId: 'own' } })).toMatchObject({
      totalItems: 1,
    });
  });
});

describe('a reading', () => {
  test('is of its project, else of its app key’s, else of one named like it, else of default', async () => {
    const uuid = newUuid();
    await api.call('createAccount', { body: { uuid, member: 'kr', projects: [{ projectId: 'p', appKeys: ['k'] }] } });
    const meterList = [
      { ...reading, projectId: 'q', appKey: 'k' },
      { ...reading, appKey: 'k' },
      { ...reading, appKey: 'l' },
      reading,
    ];
    await api.call('createMeters', { uuid, body: { meterList } });
    const { meters } = await api.call('listMeters', { uuid });
    expect(meters.map(({ projectId, appKey }) => [projectId, appKey])).toEqual([
      ['q', 'k'],
      ['p', 'k'],
      ['l', 'l'],
      ['default', undefined],
    ]);
    expect(await projectsOf(uuid)).toEqual(['p', 'q', 'l', 'default']);
  });
});

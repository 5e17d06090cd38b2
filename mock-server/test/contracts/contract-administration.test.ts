import { describe, expect, it } from 'vitest';
import { newUuid, useServer } from '../api-client.ts';
import { bill, billed, statementOf } from '../bills.ts';

const api = useServer();

async function create(uuid: string, terms: object = {}): Promise<string> {
  const { contractId } = await api.call('createContract', { uuid, body: { name: 'A contract', ...terms } });
  return contractId;
}

async function assign(uuid: string, contractId: string, months: { monthFrom: string; monthTo?: string }) {
  const path = { billingGroupId: `bg-${uuid}` };
  await api.call('assignContract', { uuid, path, body: { contractId, ...months } });
}

async function discountOf(uuid: string, month = '2025-03'): Promise<number> {
  await bill(api, uuid, month);
  return (await statementOf(api, uuid, month)).contractDiscount;
}

describe('a list of contracts', () => {
  it('has those of the account alone, in pages, in the order of creation', async () => {
    const [uuid, other] = [newUuid(), newUuid()];
    const ids = [await create(uuid), await create(uuid), await create(uuid)];
    await create(other);
    const list = async (query: object) => {
      const { contracts, totalItems } = await api.call('listContracts', { uuid, query });
      return [contracts.map(({ contractId }) => contractId), totalItems];
    };
    expect(await list({})).toEqual([ids, 3]);
    expect(await list({ itemsPerPage: 2 })).toEqual([ids.slice(0, 2), 3]);
    expect(await list({ itemsPerPage: 2, page: 2 })).toEqual([ids.slice(2), 3]);
    expect(await list({ itemsPerPage: 2, page: 3 })).toEqual([[], 3]);
  });

  it('has each as reading it answers', async () => {
    const uuid = newUuid();
    const contractId = await create(uuid, { discountRate: '12.50', prices: { c: { model: 'FLAT', unitPrice: 1 } } });
    const { contract } = await api.call('getContract', { uuid, path: { contractId } });
    expect((await api.call('listContracts', { query: { uuid } })).contracts).toEqual([contract]);
  });

  it('of an account that does not exist is empty, and stores nothing', async () => {
    const uuid = newUuid();
    expect(await api.call('listContracts', { uuid })).toMatchObject({ contracts: [], totalItems: 0 });
    await api.refused('getAccount', { path: { uuid } });
  });

  it.each([{ page: 0 }, { page: 1.5 }, { itemsPerPage: 0 }, { itemsPerPage: 1001 }, { page: 'x' }])(
    'can’t have the page %j',
    async (query) => {
      const { gist } = await api.refused('listContracts', { uuid: 'a', query });
      expect(gist).toEqual([400, 'VALIDATION_ERROR', `query/${Object.keys(query)[0]}`]);
    },
  );
});

describe('a deleted contract', () => {
  it('is gone, and its assignments with it: months have the contract that is in force without them', async () => {
    const uuid = await billed(api, { '2025-03': 1_000 });
    const [first, second] = [await create(uuid, { discountRate: 10 }), await create(uuid, { discountRate: 20 })];
    await assign(uuid, first, { monthFrom: '2025-01' });
    await assign(uuid, second, { monthFrom: '2025-02' });
    await assign(uuid, second, { monthFrom: '2025-03' });
    expect(await discountOf(uuid)).toBe(200);
    await api.call('deleteContract', { uuid, path: { contractId: second } });
    expect((await statementOf(api, uuid, '2025-03')).contractDiscount).toBe(200);
    expect(await discountOf(uuid)).toBe(100);
    for (const operation of ['getContract', 'getContractAdmin', 'deleteContract'] as const) {
      expect((await api.refused(operation, { uuid, path: { contractId: second } })).gist).toEqual([404, 'NOT_FOUND']);
    }
    expect(await api.call('listContracts', { uuid })).toMatchObject({ contracts: [{ contractId: first }] });
    await api.call('deleteContract', { uuid, path: { contractId: first } });
    expect(await discountOf(uuid)).toBe(0);
  });

  it('is found without a uuid, and never through another account', async () => {
    const [uuid, other] = [newUuid(), newUuid()];
    const contractId = await create(uuid);
    await create(other);
    const path = { contractId };
    expect((await api.refused('deleteContract', { uuid: other, path })).gist).toEqual([404, 'NOT_FOUND']);
    await api.call('deleteContract', { path });
    expect((await api.refused('deleteContract', { path })).gist).toEqual([404, 'NOT_FOUND']);
    expect(await api.call('listContracts', { uuid: other })).toMatchObject({ totalItems: 1 });
  });

  it('of a name that two accounts have is the oldest account’s, then the other’s', async () => {
    const [older, newer] = [newUuid(), newUuid()];
    const contractId = `ours-${older}`;
    await assign(older, contractId, { monthFrom: '2025-01' });
    await assign(newer, contractId, { monthFrom: '2025-01' });
    await api.call('deleteContract', { path: { contractId } });
    expect(await api.call('listContracts', { uuid: older })).toMatchObject({ totalItems: 0 });
    expect(await api.call('listContracts', { uuid: newer })).toMatchObject({ totalItems: 1 });
    await api.call('deleteContract', { path: { contractId } });
    expect(await api.call('listContracts', { uuid: newer })).toMatchObject({ totalItems: 0 });
  });

  it('leaves its id to none that is created after it', async () => {
    const uuid = newUuid();
    const contractId = await create(uuid);
    await api.call('deleteContract', { uuid, path: { contractId } });
    expect(await create(uuid)).not.toBe(contractId);
  });
});

describe('unassigning', () => {
  it('ends all assignments by any name of the group, and keeps the contracts', async () => {
    const uuid = await billed(api, { '2025-03': 1_000 });
    const contractId = await create(uuid, { discountRate: 10 });
    await assign(uuid, contractId, { monthFrom: '2025-01' });
    await assign(uuid, contractId, { monthFrom: '2025-02', monthTo: '2025-03' });
    const alias = `alias-of-${uuid}`;
    const assignment = { contractId, monthFrom: '2025-03' };
    await api.call('assignContract', { uuid, path: { billingGroupId: alias }, body: assignment });
    expect(await discountOf(uuid)).toBe(100);
    const path = { billingGroupId: alias };
    expect(await api.call('unassignContracts', { path })).toMatchObject({ deletedCount: 3 });
    expect(await api.call('unassignContracts', { uuid, path })).toMatchObject({ deletedCount: 0 });
    expect(await discountOf(uuid)).toBe(0);
    expect(await api.call('listContracts', { uuid })).toMatchObject({ totalItems: 1 });
    await assign(uuid, contractId, { monthFrom: '2025-03' });
    expect(await discountOf(uuid)).toBe(100);
  });

  it('is not of a group that the account lacks', async () => {
    const [uuid, other] = [newUuid(), newUuid()];
    await create(uuid);
    await create(other);
    for (const request of [
      { uuid, path: { billingGroupId: `bg-${other}` } },
      { uuid, path: { billingGroupId: 'nobodys-group' } },
      { path: { billingGroupId: 'nobodys-group' } },
    ]) {
      expect((await api.refused('unassignContracts', request)).gist).toEqual([404, 'NOT_FOUND']);
    }
  });
});

describe('prices under a contract', () => {
  const prices = async (uuid: string, contractId: string, counterNames: string) => {
    const { body } = await api.send('getContractPrices', { uuid, path: { contractId }, query: { counterNames } });
    return body;
  };

  it('are of one unit, less the discount, and beside the price book’s', async () => {
    const uuid = newUuid();
    const contractId = await create(uuid, { discountRate: '12.5' });
    expect(await prices(uuid, contractId, 'compute.c2.c8m8')).toMatchObject({
      prices: { price: '347.375', originalPrice: '397' },
      items: [
        {
          counterName: 'compute.c2.c8m8',
          price: '347.375',
          originalPrice: '397',
          pricing: { model: 'FLAT', unit: 'HOURS', unitPrice: '397' },
        },
      ],
    });
  });

  it('are the contract’s own where it has some, of every model, in the order asked for', async () => {
    const uuid = newUuid();
    const contractId = await create(uuid, {
      discountRate: 50,
      prices: {
        'compute.c2.c8m8': { model: 'FLAT', unit: 'HOURS', unitPrice: '350' },
        'network.traffic.out': {
          model: 'GRADUATED',
          tiers: [
            { upTo: 5, unitPrice: 3 },
            { upTo: null, unitPrice: 1 },
          ],
        },
        'storage.volume.ssd': {
          model: 'VOLUME',
          tiers: [
            { upTo: '0.5', unitPrice: 9 },
            { upTo: null, unitPrice: 7 },
          ],
        },
        'support.seat': { model: 'PACKAGE', packageSize: 5, packagePrice: 27_000 },
        free: { model: 'FLAT', unitPrice: 0 },
      },
    });
    const asked =
      'support.seat,storage.volume.ssd,network.traffic.out,compute.c2.c8m8,free,test.x,anything,support.seat';
    expect(await prices(uuid, contractId, asked)).toMatchObject({
      prices: { price: '13500', originalPrice: '30000' },
      items: [
        { counterName: 'support.seat', price: '13500', originalPrice: '30000' },
        // One gigabyte is in the second tier, all of it.
        { counterName: 'storage.volume.ssd', price: '3.5', originalPrice: '100' },
        { counterName: 'network.traffic.out', price: '1.5', originalPrice: '0' },
        { counterName: 'compute.c2.c8m8', price: '175', originalPrice: '397' },
        { counterName: 'free', price: '0', originalPrice: '100' },
        { counterName: 'test.x', price: '0.5', originalPrice: '1' },
        { counterName: 'anything', price: '50', originalPrice: '100' },
        { counterName: 'support.seat', price: '13500', originalPrice: '30000' },
      ],
    });
  });

  it('are in the account’s currency, found without its uuid', async () => {
    const uuid = newUuid();
    await api.call('createAccount', { body: { uuid, member: 'us' } });
    const contractId = await create(uuid, { discountRate: 30 });
    const query = { counterNames: ['compute.c2.c8m8'] };
    const { prices: figures } = await api.call('getContractPrices', { path: { contractId }, query });
    expect(figures).toEqual({ price: '20.86', originalPrice: '29.8' });
  });

  it('are those that a bill has, whether the contract is assigned or not', async () => {
    const uuid = await billed(api, { '2025-03': 1_000 });
    const contractId = await create(uuid, { prices: { 'test.x': { model: 'FLAT', unitPrice: 3 } } });
    expect(await prices(uuid, contractId, 'test.x')).toMatchObject({ prices: { price: '3', originalPrice: '1' } });
    await assign(uuid, contractId, { monthFrom: '2025-03' });
    await bill(api, uuid, '2025-03');
    expect(await statementOf(api, uuid, '2025-03')).toMatchObject({ usageAmount: 3_000 });
  });

  it.each([{}, { counterNames: '' }, { counterNames: 'a,,b' }, { counterNames: Array(1001).fill('a').join() }])(
    'are not of %j',
    async (query) => {
      const uuid = newUuid();
      const contractId = await create(uuid);
      const { status, body } = await api.refused('getContractPrices', { uuid, path: { contractId }, query });
      expect([status, body.error]).toEqual([400, 'VALIDATION_ERROR']);
      expect(body.details[0]?.path).toMatch(/^query\/counterNames/);
    },
  );

  it('are not of a contract that the account lacks', async () => {
    const query = { counterNames: 'c' };
    const path = { contractId: 'nobodys-contract' };
    expect((await api.refused('getContractPrices', { uuid: 'a', path, query })).gist).toEqual([404, 'NOT_FOUND']);
    expect((await api.refused('getContractPrices', { path, query })).gist).toEqual([404, 'NOT_FOUND']);
  });
});

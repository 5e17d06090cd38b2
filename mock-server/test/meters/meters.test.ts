import { describe, expect, it } from 'vitest';
import { newUuid, useServer } from '../api-client.ts';

const api = useServer();

const reading = { counterName: 'test.x', counterUnit: 'EA', counterVolume: 1 };

async function send(uuid: string, ...meterList: object[]) {
  const { body } = await api.send('createMeters', {
    uuid,
    body: { meterList: meterList.map((fields) => ({ ...reading, ...fields })) },
  });
  return body;
}

const idsOf = async (uuid: string, query: Record<string, string | number> = {}) => {
  const { body } = await api.send('listMeters', { uuid, query });
  return body;
};

describe('a reading', () => {
  it('is kept as it was sent, in UTC', async () => {
    const uuid = newUuid();
    const sent = {
      projectId: 'p',
      appKey: 'k',
      counterName: 'test.x',
      counterType: 'GAUGE',
      counterUnit: 'ea',
      counterVolume: '123456789012345.123456789012',
      resourceId: 'r',
      resourceName: '이름 \ud83d\udcb8',
      parentResourceId: '',
      source: 'a\u0000b',
      eventId: 'e',
      timestamp: '2025-03-10T09:00:00.123456789+09:00',
    } as const;
    const { meterIds, message, acceptedCount, duplicateCount } = await api.call('createMeters', { uuid, body: sent });
    expect([acceptedCount, duplicateCount]).toEqual([1, 0]);
    expect(message).not.toBe('');
    const { meter } = await api.call('getMeter', { uuid, path: { meterId: meterIds[0] ?? '' } });
    expect(meter).toEqual({ ...sent, meterId: meterIds[0], timestamp: '2025-03-10T00:00:00.123456789Z' });
  });

  it('is of now and DELTA when it does not say', async () => {
    const uuid = newUuid();
    const before = Date.now();
    const { meterIds } = await api.call('createMeters', { uuid, body: reading });
    const after = Date.now();
    const { meter } = await api.call('getMeter', { uuid, path: { meterId: meterIds[0] ?? '' } });
    expect(meter).toMatchObject({ counterType: 'DELTA', counterVolume: '1', projectId: 'default' });
    expect(Date.parse(meter.timestamp)).toSatisfy((instant: number) => before <= instant && instant <= after);
  });

  it.each([
    [0, '0'],
    [-0, '0'],
    [1e-7, '0.0000001'],
    [1e-12, '0.000000000001'],
    [123456789012345, '123456789012345'],
    [0.1, '0.1'],
    ['0.000', '0.000'],
    ['999999999999999.999999999999', '999999999999999.999999999999'],
  ])('may have the volume %j', async (counterVolume, stored) => {
    const uuid = newUuid();
    await send(uuid, { counterVolume });
    expect(await idsOf(uuid)).toMatchObject({ meters: [{ counterVolume: stored }] });
  });

  it('may leave out with null what is optional, and say more than is known', async () => {
    const uuid = newUuid();
    const nulls = {
      projectId: null,
      appKey: null,
      counterType: null,
      resourceId: null,
      timestamp: null,
      eventId: null,
    };
    expect(await send(uuid, { ...nulls, meterId: 'mine', uuid: '../x', nested: { deep: [1] } })).toMatchObject({
      acceptedCount: 1,
    });
    const bare = { ...reading, ...nulls, meterList: null };
    expect(await api.send('createMeters', { uuid, body: bare })).toMatchObject({ status: 200 });
    expect(await idsOf(uuid)).toMatchObject({
      meters: [{ meterId: `meter-${uuid}-1` }, { meterId: `meter-${uuid}-2` }],
      totalItems: 2,
    });
  });

  it('is of the account that header or query name, whatever its unknown fields say', async () => {
    const uuid = newUuid();
    await api.send('createMeters', { uuid, body: { ...reading, uuid: 'someone-else' } });
    await api.send('createMeters', { query: { uuid }, body: { ...reading, uuid: '!' } });
    expect(await idsOf(uuid)).toMatchObject({ totalItems: 2 });
    await api.refused('getAccount', { path: { uuid: 'someone-else' } });
  });

  it('counts once however often its event is sent', async () => {
    const uuid = newUuid();
    const first = await send(
      uuid,
      { eventId: 'a', counterVolume: 5 },
      { eventId: 'b' },
      { eventId: 'a', counterVolume: 7 },
    );
    const [a, b] = [`meter-${uuid}-1`, `meter-${uuid}-2`];
    expect(first).toMatchObject({ meterIds: [a, b, a], acceptedCount: 2, duplicateCount: 1 });
    const again = await send(uuid, { eventId: 'b', counterVolume: 9 }, { eventId: 'c' });
    expect(again).toMatchObject({ meterIds: [b, `meter-${uuid}-3`], acceptedCount: 1, duplicateCount: 1 });
    expect(await idsOf(uuid)).toMatchObject({
      meters: [{ counterVolume: '5' }, { counterVolume: '1' }, { counterVolume: '1' }],
    });
  });

  it('of a final month is kept and changes no statement', async () => {
    const uuid = newUuid();
    const march = { timestamp: '2025-03-10T00:00:00Z', counterVolume: 1000 };
    await send(uuid, march);
    await api.call('calculateStatement', { body: { uuid, month: '2025-03' } });
    await api.call('pay', { uuid, path: { month: '2025-03' } });
    const read = () => api.call('getStatements', { uuid, path: { month: '2025-03' } });
    const before = await read();
    await send(uuid, march);
    expect(await idsOf(uuid)).toMatchObject({ totalItems: 2 });
    await api.refused('calculateStatement', { body: { uuid, month: '2025-03' } });
    expect(await read()).toEqual(before);
  });
});

describe('a batch', () => {
  it('may have 1000 readings', async () => {
    const uuid = newUuid();
    expect(await send(uuid, ...Array.from({ length: 1000 }, () => ({})))).toMatchObject({ acceptedCount: 1000 });
  });
});

describe('the list of readings', () => {
  it('is in the order of receipt, in pages of 50 when not said otherwise', async () => {
    const uuid = newUuid();
    await send(uuid, ...Array.from({ length: 120 }, (_, index) => ({ counterVolume: index })));
    const volumes = async (query: Record<string, number>) => {
      const { meters, totalItems } = await api.call('listMeters', { uuid, query });
      return [meters.length, meters[0]?.counterVolume, totalItems];
    };
    expect(await volumes({})).toEqual([50, '0', 120]);
    expect(await volumes({ page: 3 })).toEqual([20, '100', 120]);
    expect(await volumes({ page: 4 })).toEqual([0, undefined, 120]);
    expect(await volumes({ page: 2, itemsPerPage: 7 })).toEqual([7, '7', 120]);
    expect(await volumes({ itemsPerPage: 1000 })).toEqual([120, '0', 120]);
    expect(await volumes({ page: 2 ** 53 })).toEqual([0, undefined, 120]);
  });

  it('can be of one month in the member’s zone, one app key, one counter', async () => {
    const uuid = newUuid();
    await send(
      uuid,
      { timestamp: '2025-02-28T14:59:59.999999999Z', appKey: 'a' },
      { timestamp: '2025-02-28T15:00:00Z', appKey: 'a', counterName: 'test.y' },
      { timestamp: '2025-03-31T14:59:59Z', appKey: 'b' },
      { timestamp: '2025-03-31T15:00:00Z', appKey: 'b' },
    );
    const volumes = async (query: Record<string, string>) => {
      const { body } = await api.send('listMeters', { uuid, query });
      return body;
    };
    expect(await volumes({ month: '2025-02' })).toMatchObject({ totalItems: 1 });
    expect(await volumes({ month: '2025-03' })).toMatchObject({
      totalItems: 2,
      meters: [{ counterName: 'test.y' }, { appKey: 'b' }],
    });
    expect(await volumes({ month: '2025-03', appKey: 'a' })).toMatchObject({ totalItems: 1 });
    expect(await volumes({ appKey: 'b', counterName: 'test.y' })).toMatchObject({ totalItems: 0 });
    expect(await volumes({ counterName: 'test.x', month: '', appKey: '' })).toMatchObject({ totalItems: 3 });
    expect(await volumes({ counterName: 'toString' })).toMatchObject({ totalItems: 0 });
    expect(await volumes({ month: '1970-01' })).toMatchObject({ totalItems: 0 });
    expect(await volumes({ month: '9998-12' })).toMatchObject({ totalItems: 0 });
  });
});

describe('deleting readings', () => {
  const days = [
    '2025-03-09T14:59:59Z',
    '2025-03-09T15:00:00Z',
    '2025-03-11T14:59:59.999999999Z',
    '2025-03-11T15:00:00Z',
  ];

  it.each([
    [{ from: '2025-03-10', to: '2025-03-11' }, 2],
    [{ from: '2025-03-10' }, 3],
    [{ to: '2025-03-11' }, 3],
    [{ from: '2025-03-12', to: '2025-03-12' }, 1],
    [{ from: '2025-03-13' }, 0],
    [{ from: '0001-01-01', to: '9999-12-31' }, 4],
    [{}, 4],
  ])('takes the days %j of the member’s zone, both inclusive', async (query, deletedCount) => {
    const uuid = newUuid();
    await send(uuid, ...days.map((timestamp) => ({ timestamp })));
    expect(await api.call('deleteMeters', { uuid, query })).toMatchObject({ deletedCount });
    expect(await idsOf(uuid)).toMatchObject({ totalItems: 4 - deletedCount });
  });

  it('keeps to daylight saving', async () => {
    const uuid = newUuid();
    await api.call('createAccount', { body: { uuid, member: 'us' } });
    // 9 March 2025 has 23 hours in New York: from 05:00Z to 04:00Z of the next day.
    const around = ['2025-03-09T04:59:59Z', '2025-03-09T05:00:00Z', '2025-03-10T03:59:59Z', '2025-03-10T04:00:00Z'];
    await send(uuid, ...around.map((timestamp) => ({ timestamp })));
    const day = { from: '2025-03-09', to: '2025-03-09' };
    expect(await api.call('deleteMeters', { uuid, query: day })).toMatchObject({ deletedCount: 2 });
  });

  it('takes those of the app keys, by either name of the parameter', async () => {
    const uuid = newUuid();
    await api.call('createAccount', { body: { uuid, member: 'kr', projects: [{ projectId: 'p', appKeys: ['a'] }] } });
    await send(uuid, ...['a', 'b', 'c', 'd', 'e'].map((appKey) => ({ appKey })));
    const deleted = async (query: Record<string, string | string[]>) =>
      (await api.send('deleteMeters', { uuid, query })).body;
    expect(await deleted({ appKey: 'nobodys' })).toMatchObject({ deletedCount: 0 });
    expect(await deleted({ appKey: ['a', 'b'], appKeys: 'c' })).toMatchObject({ deletedCount: 3 });
    expect(await deleted({ appKeys: ['d'] })).toMatchObject({ deletedCount: 1 });
    expect(await idsOf(uuid)).toMatchObject({ meters: [{ appKey: 'e' }], totalItems: 1 });
  });

  it('lets an event be sent again and a counter have another type', async () => {
    const uuid = newUuid();
    await send(uuid, { eventId: 'e', counterType: 'DELTA' });
    await api.call('deleteMeters', { uuid });
    expect(await send(uuid, { eventId: 'e', counterType: 'GAUGE' })).toMatchObject({ acceptedCount: 1 });
  });

  it('changes no statement until it is calculated again', async () => {
    const uuid = newUuid();
    await send(uuid, { timestamp: '2025-03-10T00:00:00Z', counterVolume: 1000 });
    const read = () => api.call('getStatements', { uuid, path: { month: '2025-03' } });
    await api.call('calculateStatement', { body: { uuid, month: '2025-03' } });
    const before = await read();
    await api.call('deleteMeters', { uuid });
    expect(await read()).toEqual(before);
    await api.call('calculateStatement', { body: { uuid, month: '2025-03' } });
    expect(await read()).toMatchObject({ statements: [{ lineItems: [], totalAmount: 0 }] });
  });
});

it('a query may have question marks in it, and is read to its end', async () => {
  const uuid = newUuid();
  await send(uuid, { appKey: 'a', eventId: 'kept' });
  const response = await fetch(`${api.url}/billing/admin/meters?appKey=a?b&from=2025-04-01`, {
    method: 'DELETE',
    headers: { uuid },
  });
  expect(await response.json()).toMatchObject({ deletedCount: 0 });
  expect(await idsOf(uuid)).toMatchObject({ totalItems: 1 });
});

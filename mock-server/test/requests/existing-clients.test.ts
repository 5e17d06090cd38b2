import { describe, expect, it } from 'vitest';
import { newUuid, useServer } from '../api-client.ts';

const api = useServer();

const march = { month: '2025-03' };
const reading = { counterName: 'test.x', counterUnit: 'EA', counterVolume: 1000, timestamp: '2025-03-10T00:00:00Z' };

async function recorded(uuid: string, ...timestamps: string[]): Promise<readonly string[]> {
  const meterList = timestamps.map((timestamp) => ({ ...reading, timestamp, eventId: timestamp }));
  return (await api.call('createMeters', { uuid, body: { meterList } })).meterIds;
}

async function paid(uuid: string): Promise<void> {
  await api.call('calculateStatement', { uuid, body: { uuid, ...march } });
  await api.call('pay', { uuid, path: march });
}

describe('cancelling a credit by the id of a campaign', () => {
  const grant = { credit: 500, creditName: 'c' };

  it('cancels what the campaign granted to the account', async () => {
    const uuid = newUuid();
    const path = { campaignId: `spring-${uuid}` };
    for (let n = 0; n < 2; n += 1)
      await api.call('grantCampaignCredit', { uuid, path, body: { ...grant, uuidList: [uuid] } });
    const creditId = path.campaignId;
    expect(await api.call('cancelCredit', { uuid, path: { creditId } })).toMatchObject({
      creditId,
      cancelledAmount: 1_000,
    });
    expect(await api.call('getCreditBalance', { uuid })).toMatchObject({ totalBalance: 0 });
  });

  it('finds the account that the campaign granted to when it names none', async () => {
    const uuid = newUuid();
    const creditId = `summer-${uuid}`;
    await api.call('grantCampaignCredit', { path: { campaignId: creditId }, body: { ...grant, uuidList: [uuid] } });
    expect(await api.call('cancelCredit', { path: { creditId } })).toMatchObject({ cancelledAmount: 500 });
  });

  it('goes by the credit when one has that id', async () => {
    const uuid = newUuid();
    const first = { uuid, path: { campaignId: 'a' }, body: { ...grant, uuidList: [uuid] } };
    const { creditId } = await api.call('grantCampaignCredit', first);
    await api.call('grantCampaignCredit', { ...first, path: { campaignId: creditId } });
    expect(await api.call('cancelCredit', { uuid, path: { creditId } })).toMatchObject({ cancelledAmount: 500 });
    expect(await api.call('getCreditBalance', { uuid })).toMatchObject({ totalBalance: 500 });
  });

  it('is refused for what is neither', async () => {
    const { gist } = await api.refused('cancelCredit', { uuid: newUuid(), path: { creditId: 'nothing' } });
    expect(gist).toEqual([404, 'NOT_FOUND']);
  });
});

describe('a reading without an account named', () => {
  it('is found by its id, and so is its account', async () => {
    const uuid = newUuid();
    const [meterId = ''] = await recorded(uuid, '2025-03-10T00:00:00Z');
    expect(await api.call('getMeter', { path: { meterId } })).toMatchObject({ meter: { meterId } });
    expect(await api.call('deleteMeter', { path: { meterId } })).toMatchObject({ meter: { meterId } });
    expect(await api.call('listMeters', { uuid })).toMatchObject({ totalItems: 0 });
  });

  it.each(['meter-nobody-1', 'meter-', 'x'])('is not found by an id that nobody has: %s', async (meterId) => {
    expect((await api.refused('getMeter', { path: { meterId } })).gist).toEqual([404, 'NOT_FOUND']);
    expect((await api.refused('deleteMeter', { path: { meterId } })).gist).toEqual([404, 'NOT_FOUND']);
  });

  it('is not another account’s', async () => {
    const [meterId = ''] = await recorded(newUuid(), '2025-03-10T00:00:00Z');
    expect((await api.refused('getMeter', { uuid: newUuid(), path: { meterId } })).status).toBe(404);
  });
});

describe('a reading that is taken back', () => {
  it('is on no bill any more, and its event id is free', async () => {
    const uuid = newUuid();
    const [wrong = ''] = await recorded(uuid, '2025-03-10T00:00:00Z', '2025-03-11T00:00:00Z');
    await api.call('deleteMeter', { uuid, path: { meterId: wrong } });
    await api.call('calculateStatement', { uuid, body: { uuid, ...march } });
    expect((await api.call('getStatements', { uuid, path: march })).statements).toMatchObject([{ usageAmount: 1_000 }]);
    expect((await api.refused('getMeter', { uuid, path: { meterId: wrong } })).status).toBe(404);
    expect(await recorded(uuid, '2025-03-10T00:00:00Z')).toEqual([`meter-${uuid}-3`]);
  });

  it('has to be of a month that is not final', async () => {
    const uuid = newUuid();
    const [meterId = ''] = await recorded(uuid, '2025-03-10T00:00:00Z');
    await paid(uuid);
    const { gist } = await api.refused('deleteMeter', { uuid, path: { meterId } });
    expect(gist).toEqual([409, 'STATEMENT_FINALIZED', 'path/meterId']);
    expect(await api.call('listMeters', { uuid })).toMatchObject({ totalItems: 1 });
  });
});

describe('a reading for a month that is final', () => {
  it('is accepted, counted and on no bill', async () => {
    const uuid = newUuid();
    await recorded(uuid, '2025-03-10T00:00:00Z');
    await paid(uuid);
    const meterList = [reading, reading, { ...reading, timestamp: '2025-04-10T00:00:00Z' }];
    expect(await api.call('createMeters', { uuid, body: { meterList } })).toMatchObject({
      acceptedCount: 3,
      afterFinalCount: 2,
      message: '3 accepted, 0 counted before; 2 on no bill, because the statement of the month is final',
    });
    expect((await api.call('getStatements', { uuid, path: march })).statements).toMatchObject([{ usageAmount: 1_000 }]);
  });
});

describe('a leap second', () => {
  it('is the last millisecond of its minute, in its month', async () => {
    const uuid = newUuid();
    await api.call('createAccount', { body: { uuid, member: 'etc' } });
    await recorded(uuid, '2016-12-31T23:59:60Z', '2016-12-31T15:59:60.5-08:00');
    const { meters, totalItems } = await api.call('listMeters', { uuid, query: { month: '2016-12' } });
    expect(totalItems).toBe(2);
    for (const { timestamp } of meters) expect(timestamp).toBe('2016-12-31T23:59:59.999Z');
  });

  it('that is in the middle of an hour is none', async () => {
    const body = { ...reading, timestamp: '2016-12-31T12:30:60Z' };
    expect((await api.refused('createMeters', { uuid: newUuid(), body })).gist).toEqual([
      400,
      'VALIDATION_ERROR',
      '/timestamp',
    ]);
  });
});

describe('all readings of an account', () => {
  it('are listed by pages that cost what they have, also while they are deleted', async () => {
    const uuid = newUuid();
    const batch = Array.from({ length: 1_000 }, () => reading);
    for (let n = 0; n < 3; n += 1) await api.call('createMeters', { uuid, body: { meterList: batch } });
    const pageAfter = (after: string) => api.call('listMeters', { uuid, query: { itemsPerPage: 500, after } });
    let { meters } = await api.call('listMeters', { uuid, query: { itemsPerPage: 500 } });
    let listed = 0;
    while (meters.length > 0) {
      listed += meters.length;
      const last = meters.at(-1)?.meterId ?? '';
      await api.call('deleteMeter', { uuid, path: { meterId: last } });
      ({ meters } = await pageAfter(last));
    }
    expect(listed).toBe(3_000);
    expect(await api.call('listMeters', { uuid })).toMatchObject({ totalItems: 2_994 });
  });
});

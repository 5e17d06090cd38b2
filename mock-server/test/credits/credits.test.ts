import { describe, expect, it } from 'vitest';
import { stateOf } from '../account-state.ts';
import { newUuid, useServer } from '../api-client.ts';

const api = useServer();

const MAX_MONEY = 9_007_199_254_740_991;
const path = { campaignId: 'c' };

const balance = async (uuid: string) => {
  const { header, ...figures } = await api.call('getCreditBalance', { uuid });
  return figures;
};

describe('a campaign’s credit', () => {
  it('is granted to every account of the list, which need not have that of the header', async () => {
    const [sender, first, second] = [newUuid(), newUuid(), newUuid()];
    const body = { credit: 5_000, creditName: 'Welcome', uuidList: [first, second] };
    const { creditId, creditIds } = await api.call('grantCampaignCredit', { uuid: sender, path, body });
    expect(creditIds).toEqual([`credit-${first}-1`, `credit-${second}-1`]);
    expect(creditId).toBe(creditIds[0]);
    await api.refused('getAccount', { path: { uuid: sender } });
    for (const uuid of [first, second]) {
      expect(await balance(uuid)).toEqual({
        totalBalance: 5_000,
        availableBalance: 5_000,
        pendingBalance: 0,
        currency: 'KRW',
        balances: [{ type: 'FREE', amount: 5_000 }],
      });
    }
  });

  it('is granted to all of the list or to none', async () => {
    const [first, full, last] = [newUuid(), newUuid(), newUuid()];
    await api.call('grantCampaignCredit', { uuid: full, path, body: { amount: MAX_MONEY } });
    const before = await Promise.all([first, full, last].map((uuid) => stateOf(api, uuid)));
    const body = { credit: 1, uuidList: [first, full, last] };
    expect((await api.refused('grantCampaignCredit', { path, body })).gist).toEqual([422, 'AMOUNT_OUT_OF_RANGE']);
    expect(await Promise.all([first, full, last].map((uuid) => stateOf(api, uuid)))).toEqual(before);
  });

  it('may be a list of 1000 accounts', async () => {
    const run = newUuid();
    const uuidList = Array.from({ length: 1000 }, (_, index) => `${run}-${index}`);
    const { creditIds } = await api.call('grantCampaignCredit', { path, body: { credit: 1, uuidList } });
    expect(creditIds).toHaveLength(1000);
  });

  it('may leave out with null what is optional', async () => {
    const uuid = newUuid();
    const nulls = {
      creditName: null,
      creditType: null,
      currency: null,
      expirationDateFrom: null,
      expirationDateTo: null,
    };
    const rest = { ...nulls, expirationPeriod: null, emailList: null };
    const single = { amount: 5, uuidList: null, credit: null, uuid: null, ...rest };
    expect(await api.send('grantCampaignCredit', { uuid, path, body: single })).toMatchObject({ status: 200 });
    const list = { credit: 5, uuidList: [uuid], amount: null, ...rest };
    expect(await api.send('grantCampaignCredit', { path, body: list })).toMatchObject({ status: 200 });
    expect(await balance(uuid)).toMatchObject({
      balances: [
        { type: 'FREE', amount: 5 },
        { type: 'FREE', amount: 5 },
      ],
    });
  });
});

describe('a credit’s expiry', () => {
  it.each([
    [{ expirationDateFrom: '2025-01-31', expirationPeriod: 1 }, '2025-02-28'],
    [{ expirationDateFrom: '2024-01-31', expirationPeriod: 1 }, '2024-02-29'],
    [{ expirationDateFrom: '2025-01-31', expirationPeriod: 0 }, '2025-01-31'],
    [{ expirationDateFrom: '2025-01-01', expirationPeriod: 1200 }, '2125-01-01'],
    [{ expirationDateTo: '2020-02-29', expirationPeriod: 6 }, '2020-02-29'],
    [{ expirationDateTo: '9999-12-31' }, '9999-12-31'],
    [{ expirationDateFrom: '2025-01-31' }, undefined],
    [{}, undefined],
  ])('of %j is %s', async (terms, expiryDate) => {
    const uuid = newUuid();
    await api.call('grantCampaignCredit', { uuid, path, body: { amount: 5, ...terms } });
    expect((await balance(uuid)).balances).toEqual([{ type: 'FREE', amount: 5, ...(expiryDate && { expiryDate }) }]);
  });

  it('that has passed leaves past months billable', async () => {
    const uuid = newUuid();
    const timestamp = '2020-02-10T00:00:00Z';
    await api.call('createMeters', {
      uuid,
      body: { counterName: 'test.x', counterUnit: 'EA', counterVolume: 10, timestamp },
    });
    await api.call('grantCampaignCredit', { uuid, path, body: { amount: 4, expirationDateTo: '2020-02-01' } });
    await api.call('grantCampaignCredit', { uuid, path, body: { amount: 5, expirationDateTo: '2020-01-31' } });
    await api.call('grantCampaignCredit', { uuid, path, body: { amount: 5, expirationDateFrom: '2020-03-01' } });
    await api.call('calculateStatement', { body: { uuid, month: '2020-02' } });
    const { statements } = await api.call('getStatements', { uuid, path: { month: '2020-02' } });
    expect(statements).toMatchObject([{ creditApplied: 4, charge: 6, appliedCredits: [{ amountApplied: 4 }] }]);
    expect(await balance(uuid)).toMatchObject({ totalBalance: 10 });
  });
});

describe('a credit in another currency', () => {
  it('is granted, and neither used nor counted', async () => {
    const uuid = newUuid();
    await api.call('grantCampaignCredit', { uuid, path, body: { amount: 5, currency: 'USD' } });
    expect(await balance(uuid)).toMatchObject({ totalBalance: 0, currency: 'KRW', balances: [] });
    expect(await api.call('listCreditHistory', { uuid })).toMatchObject({ totalItems: 1 });
  });
});

describe('the ledger', () => {
  it('tells what a recalculation gives back and uses anew', async () => {
    const uuid = newUuid();
    const reading = { counterName: 'test.x', counterUnit: 'EA', counterVolume: 10, timestamp: '2025-03-10T00:00:00Z' };
    await api.call('grantCampaignCredit', { uuid, path, body: { amount: 15, creditType: 'BONUS' } });
    await api.call('createMeters', { uuid, body: reading });
    await api.call('calculateStatement', { body: { uuid, month: '2025-03' } });
    await api.call('createMeters', { uuid, body: reading });
    await api.call('calculateStatement', { body: { uuid, month: '2025-03' } });
    const { creditHistories } = await api.call('listCreditHistory', { uuid, query: { itemsPerPage: 3, page: 1 } });
    const { creditHistories: rest, totalItems } = await api.call('listCreditHistory', {
      uuid,
      query: { itemsPerPage: 3, page: 2 },
    });
    expect([...creditHistories, ...rest].map(({ kind, amount, balance: left }) => [kind, amount, left])).toEqual([
      ['GRANT', 15, 15],
      ['USE', 10, 5],
      ['GIVE_BACK', 10, 15],
      ['USE', 15, 0],
    ]);
    expect(totalItems).toBe(4);
  });
});

import { describe, expect, it, test } from 'vitest';
import { newUuid, useServer } from '../api-client.ts';
import { bill, read } from '../bills.ts';

const api = useServer();
const small = useServer({ limits: { maxRequests: 3, maxJournalBodyBytes: 40, maxJournalBytes: 5_000 } });

const march = { month: '2025-03' };

describe('the journal of an account', () => {
  it('has its requests with their answers, oldest first, and not the controls', async () => {
    const uuid = newUuid();
    await read(api, uuid, '2025-03', 1_000);
    const answered = await api.call('calculateStatement', { uuid, body: march, headers: { 'x-request-id': 'march' } });
    await api.refused('pay', { uuid, path: { month: '2025-04' }, body: {} });
    await api.call('getRateLimitStatus', { uuid });
    const { requests, totalItems } = await api.call('listRequests', { uuid });
    expect(totalItems).toBe(requests.length);
    expect(requests.map(({ operationId, status, month }) => [operationId, status, month])).toEqual([
      ['createMeters', 200, undefined],
      ['calculateStatement', 200, '2025-03'],
      ['pay', 404, '2025-04'],
    ]);
    const [, calculation] = requests;
    expect(calculation).toMatchObject({
      entryId: `entry-${uuid}-2`,
      requestId: 'march',
      uuid,
      method: 'POST',
      target: '/billing/admin/calculations',
      requestBody: '{"month":"2025-03"}',
    });
    expect(JSON.parse(calculation?.responseBody ?? '')).toEqual(answered);
  });

  it('is filtered and read page by page', async () => {
    const uuid = newUuid();
    for (const month of ['2025-01', '2025-02', '2025-03']) await bill(api, uuid, month);
    await api.refused('pay', { uuid, path: { month: '2025-04' }, body: {} });
    const months = async (query: object) =>
      (await api.call('listRequests', { uuid, query })).requests.map(({ month }) => month);
    expect(await months({ operationId: 'calculateStatement', itemsPerPage: 2 })).toEqual(['2025-01', '2025-02']);
    expect(await months({ operationId: 'calculateStatement', after: `entry-${uuid}-2` })).toEqual(['2025-03']);
    expect(await months({ month: '2025-02' })).toEqual(['2025-02']);
    expect(await months({ status: 404 })).toEqual(['2025-04']);
  });

  it('tells faults, lost answers and replays', async () => {
    const uuid = newUuid();
    await read(api, uuid, '2025-03', 1_000);
    await bill(api, uuid, '2025-03');
    const lost = {
      uuid,
      path: march,
      body: { testToken: 'tok_network_error' },
      headers: { 'idempotency-key': 'k' },
    } as const;
    await expect(api.send('pay', lost)).rejects.toThrow('fetch failed');
    await api.send('pay', lost);
    await api.call('addFault', { uuid, body: { status: 503 } });
    await api.send('getCreditBalance', { uuid });
    const { requests } = await api.call('listRequests', { uuid });
    expect(requests.slice(-3)).toMatchObject([
      { operationId: 'pay', status: 200, cut: 'reset' },
      { operationId: 'pay', status: 200, isReplayed: true },
      { operationId: 'getCreditBalance', status: 503, faultId: `fault-${uuid}-1` },
    ]);
  });

  it('is forgotten on demand and with the account', async () => {
    const uuid = newUuid();
    await bill(api, uuid, '2025-03');
    expect(await api.call('deleteRequests', { uuid })).toMatchObject({ deletedCount: 1 });
    await bill(api, uuid, '2025-03');
    await api.call('resetAccount', { uuid });
    expect(await api.call('listRequests', { uuid })).toMatchObject({ requests: [], totalItems: 0 });
  });

  it('has a request without uuid when it changed this account alone', async () => {
    const uuid = newUuid();
    const projectId = `project-of-${uuid}`;
    await api.call('createAccount', { body: { member: 'kr', uuid, projects: [{ projectId }] } });
    const reading = { projectId, counterName: 'support.seat', counterUnit: 'COUNT', counterVolume: 1 };
    await api.call('createMeters', { body: reading });
    const { requests } = await api.call('listRequests', { uuid });
    expect(requests.map(({ operationId }) => operationId)).toEqual(['createAccount', 'createMeters']);
  });

  it('keeps the newest requests and the beginning of their bodies', async () => {
    const uuid = newUuid();
    for (const month of ['2025-01', '2025-02', '2025-03', '2025-04', '2025-05']) await bill(small, uuid, month);
    const { requests } = await small.call('listRequests', { uuid });
    expect(requests.map(({ month }) => month)).toEqual(['2025-03', '2025-04', '2025-05']);
    expect(requests.map(({ responseBody }) => responseBody.length)).toEqual([40, 40, 40]);
    for (let account = 0; account < 20; account += 1) await bill(small, newUuid(), '2025-03');
    expect((await small.call('listRequests', { uuid })).totalItems).toBe(0);
    expect((await small.call('listRequests')).totalItems).toBeLessThan(20);
  });
});

describe('verify', () => {
  it('counts the requests whose bodies have what is asked for', async () => {
    const uuid = newUuid();
    const reading = { counterName: 'support.seat', counterUnit: 'COUNT', counterVolume: 5, timestamp: '2025-03-10' };
    const sent = { ...reading, timestamp: '2025-03-10T00:00:00Z' };
    await api.call('createMeters', { uuid, body: { meterList: [sent, { ...sent, counterVolume: 6 }] } });
    const verify = (body: object) =>
      api.call('verifyRequests', { uuid, body: { operationId: 'createMeters', ...body } });
    expect(await verify({})).toMatchObject({ isVerified: true, count: 1 });
    expect(await verify({ body: { meterList: [{ counterVolume: 5 }, {}] } })).toMatchObject({ isVerified: true });
    expect(await verify({ count: 0, body: { meterList: [{ counterVolume: 7 }, {}] } })).toEqual({
      header: expect.anything(),
      isVerified: true,
      count: 0,
    });
    expect(
      await verify({ body: { meterList: [{ counterVolume: 5 }, { counterVolume: 7, source: 'a/b' }] } }),
    ).toMatchObject({
      isVerified: false,
      count: 0,
      nearest: {
        entryId: `entry-${uuid}-1`,
        differences: [
          { path: '/meterList/1/counterVolume', expected: 7, actual: 6 },
          { path: '/meterList/1/source', expected: 'a/b' },
        ],
      },
    });
    expect(await verify({ body: { meterList: [{}] } })).toMatchObject({
      nearest: { differences: [{ path: '/meterList', expected: [{}] }] },
    });
    expect(await verify({ count: 2 })).toMatchObject({ isVerified: false, count: 1 });
  });

  it('says that a body was not kept whole, and so is not compared', async () => {
    const uuid = newUuid();
    const contract = { name: 'c'.repeat(40) };
    await small.call('createContract', { uuid, body: contract });
    const body = { operationId: 'createContract', body: contract };
    const { nearest } = await small.call('verifyRequests', { uuid, body });
    expect(nearest).toMatchObject({ isBodyCut: true, differences: [{ path: '', expected: contract }] });
    // The part of this body that was kept is JSON.
    await small.send('createContract', { uuid, raw: `{"name":"x"}${' '.repeat(40)}` });
    const short = { operationId: 'createContract', body: { name: 'x' } };
    expect(await small.call('verifyRequests', { uuid, body: short })).toMatchObject({
      count: 0,
      nearest: { entryId: `entry-${uuid}-2`, isBodyCut: true },
    });
  });

  test.each([
    [{ operationId: 'payy' }, '/operationId'],
    [{ operationId: 'pay', count: -1 }, '/count'],
    [{}, '/operationId'],
    [{ operationId: 'resetAccount', count: 0 }, '/operationId'],
    [{ operationId: 'pay', bdoy: { amount: 5 } }, '/bdoy'],
  ])('refuses %j', async (body, path) => {
    expect((await api.refused('verifyRequests', { uuid: newUuid(), body })).gist).toEqual([
      400,
      'VALIDATION_ERROR',
      path,
    ]);
  });

  it('and the list refuse what they do not know', async () => {
    const uuid = newUuid();
    const unknown = await api.refused('listRequests', { uuid, query: { operationId: 'nothing' } });
    expect(unknown.gist).toEqual([400, 'VALIDATION_ERROR', 'query/operationId']);
    for (const name of ['status', 'operationId', 'month']) {
      const { body } = await api.refused('listRequests', { uuid, query: { [name]: '' } });
      expect(body.details).toEqual([{ path: `query/${name}`, message: 'must have a value, or be left out' }]);
    }
    const after = await api.refused('listRequests', { uuid, query: { after: 'entry-of-nobody-1' } });
    expect(after.gist).toEqual([400, 'VALIDATION_ERROR', 'query/after']);
  });
});

test('the outbox has what batch jobs would have sent', async () => {
  const uuid = newUuid();
  await read(api, uuid, '2025-03', 1_000);
  await bill(api, uuid, '2025-03');
  await api.call('createBatch', { uuid, body: { batchJobCode: 'BATCH_SEND_INVOICE', date: '2025-03' } });
  expect(await api.call('listOutbox', { uuid })).toMatchObject({
    messages: [{ kind: 'INVOICE', month: '2025-03', amountDue: 1_100 }],
    totalItems: 1,
  });
  expect(await api.call('deleteOutbox', { uuid })).toMatchObject({ deletedCount: 1 });
  expect(await api.call('listOutbox', { uuid })).toMatchObject({ messages: [], totalItems: 0 });
});

describe('an explanation', () => {
  it('tells every figure exact and rounded, with its section of the rules', async () => {
    const uuid = newUuid();
    const reading = { counterName: 'compute.c2.c8m8', counterUnit: 'HOURS', counterVolume: '100.5' };
    await api.call('createMeters', { uuid, body: { ...reading, timestamp: '2025-03-10T00:00:00Z' } });
    const before = await api.call('explainStatement', { uuid, path: march });
    expect(before).toMatchObject({ month: '2025-03', currency: 'KRW', totalAmount: 43_888, isCurrent: false });
    await bill(api, uuid, '2025-03');
    const { isCurrent, figures } = await api.call('explainStatement', { uuid, path: march });
    expect(isCurrent).toBe(true);
    expect(figures).toEqual(before.figures);
    expect(figures.find(({ exact }) => exact === '39898.5')).toMatchObject({ step: 'price', value: '39899' });
    expect(figures.find(({ figure }) => figure === 'vat')).toMatchObject({
      section: 7,
      exact: '3989.9',
      value: '3989',
    });
  });

  it('of a paid month is that of its bill, credits included', async () => {
    const uuid = newUuid();
    await api.call('grantCampaignCredit', {
      uuid,
      path: { campaignId: 'c' },
      body: { uuid, amount: 400, creditType: 'FREE' },
    });
    await read(api, uuid, '2025-03', 1_000);
    await bill(api, uuid, '2025-03');
    await api.call('pay', { uuid, path: march, body: {} });
    expect(await api.call('explainStatement', { uuid, path: march })).toMatchObject({
      totalAmount: 660,
      isCurrent: true,
    });
  });
});

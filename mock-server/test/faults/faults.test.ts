import { describe, expect, it, test } from 'vitest';
import { type ApiClient, newUuid, useServer } from '../api-client.ts';
import { bill, read } from '../bills.ts';

const api = useServer();
const small = useServer({ limits: { maxFaults: 2, maxStoredBytes: 3_000 } });

const march = { month: '2025-03' };

/** An account that owes 1100 for March. */
async function owing(): Promise<string> {
  const uuid = newUuid();
  await read(api, uuid, '2025-03', 1_000);
  await bill(api, uuid, '2025-03');
  return uuid;
}

function pay(uuid: string, key?: string) {
  const headers = key === undefined ? {} : { 'idempotency-key': key };
  return api.send('pay', { uuid, path: march, headers, body: {} });
}

async function statusIn(uuid: string): Promise<string | undefined> {
  return (await api.call('getStatements', { uuid, path: march })).paymentStatus;
}

async function add(uuid: string, body: Parameters<ApiClient['call']>[1] extends infer _ ? object : never) {
  const { fault } = await api.call('addFault', { uuid, body });
  return fault;
}

describe('a fault before the operation', () => {
  it('answers in its place as often as it says, and names itself', async () => {
    const uuid = await owing();
    const { faultId } = await add(uuid, { operationId: 'pay', status: 503, times: 1 });
    const refused = await pay(uuid);
    expect(refused.status).toBe(503);
    expect(refused.body).toMatchObject({
      header: { isSuccessful: false, resultCode: 503, resultMessage: `The fault rule ${faultId} gives this answer.` },
      error: 'INJECTED_FAULT',
    });
    expect(refused.headers.get('x-injected-fault')).toBe(faultId);
    expect(await statusIn(uuid)).toBe('READY');
    expect((await pay(uuid)).status).toBe(200);
    expect((await api.call('listFaults', { uuid })).faults).toEqual([
      { faultId, operationId: 'pay', status: 503, times: 1, probability: 1, after: false, appliedCount: 1 },
    ]);
  });

  it('leaves an idempotency key free', async () => {
    const uuid = await owing();
    await add(uuid, { operationId: 'pay', status: 500, times: 1 });
    expect((await pay(uuid, 'k')).status).toBe(500);
    const paid = await pay(uuid, 'k');
    expect(paid.status).toBe(200);
    expect(paid.headers.get('idempotency-replayed')).toBeNull();
  });

  it('answers any body as it is, with the status of a success when it names none', async () => {
    const uuid = newUuid();
    await add(uuid, { operationId: 'getCreditBalance', body: ['<html>'], times: 1 });
    const response = await fetch(`${api.url}/billing/credits/balance`, { headers: { uuid } });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('["<html>"]');
  });

  it('resets the connection', async () => {
    const uuid = await owing();
    await add(uuid, { operationId: 'pay', cut: 'reset', times: 1 });
    await expect(pay(uuid)).rejects.toThrow('fetch failed');
    expect(await statusIn(uuid)).toBe('READY');
  });

  it('is not tried for a request that is not valid', async () => {
    const uuid = newUuid();
    await add(uuid, { operationId: 'createMeters', status: 503, times: 1 });
    const { gist } = await api.refused('createMeters', { uuid, body: { meterList: [] } });
    expect(gist).toEqual([400, 'VALIDATION_ERROR', '/meterList']);
    expect((await api.call('listFaults', { uuid })).faults[0]?.appliedCount).toBe(0);
  });
});

describe('a fault after the operation', () => {
  it('loses the answer to a payment, which its idempotency key gives again', async () => {
    const uuid = await owing();
    await add(uuid, { operationId: 'pay', cut: 'reset', after: true, times: 1 });
    await expect(pay(uuid, 'once')).rejects.toThrow('fetch failed');
    expect(await statusIn(uuid)).toBe('PAID');
    const replayed = await pay(uuid, 'once');
    expect(replayed.status).toBe(200);
    expect(replayed.headers.get('idempotency-replayed')).toBe('true');
  });

  it('refuses what took effect', async () => {
    const uuid = await owing();
    await add(uuid, { operationId: 'pay', status: 504, after: true, times: 1 });
    expect((await pay(uuid)).status).toBe(504);
    expect(await statusIn(uuid)).toBe('PAID');
  });

  it('waits for an operation that takes effect: a refusal is answered as it is', async () => {
    const uuid = newUuid();
    await add(uuid, { operationId: 'pay', status: 504, after: true, times: 1 });
    const refused = await pay(uuid);
    expect(refused.status).toBe(404);
    expect(refused.headers.get('x-injected-fault')).toBeNull();
    expect((await api.call('listFaults', { uuid })).faults[0]?.appliedCount).toBe(0);
  });
});

describe('an answer', () => {
  it('that is truncated ends in the middle of its body', async () => {
    const uuid = newUuid();
    await add(uuid, { operationId: 'getCreditBalance', cut: 'truncate', after: true });
    const response = await fetch(`${api.url}/billing/credits/balance`, { headers: { uuid } });
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow('terminated');
  });

  it('that is slow or late comes whole', async () => {
    const uuid = newUuid();
    const { totalBalance } = await api.call('getCreditBalance', { uuid });
    for (const fault of [
      { cut: 'slow', latencyMs: 20 },
      { latencyMs: { min: 1, max: 5 } },
      { latencyMs: 3, after: true },
    ]) {
      const { faultId } = await add(uuid, { ...fault, times: 1 });
      const { status, headers, body } = await api.send('getCreditBalance', { uuid });
      expect([status, headers.get('x-injected-fault')]).toEqual([200, faultId]);
      expect(body).toMatchObject({ totalBalance });
    }
  });
});

describe('rules', () => {
  it('with a seed choose the same requests each time', async () => {
    const chosen = async () => {
      const uuid = newUuid();
      await add(uuid, { operationId: 'getCreditBalance', status: 503, probability: 0.5, seed: 7 });
      const statuses: number[] = [];
      for (let request = 0; request < 20; request += 1) {
        statuses.push((await api.send('getCreditBalance', { uuid })).status);
      }
      return statuses;
    };
    const first = await chosen();
    expect(new Set(first)).toEqual(new Set([200, 503]));
    expect(await chosen()).toEqual(first);
  });

  it('are tried in order, those of the account before those of the server', async () => {
    const uuid = newUuid();
    await api.call('addFault', { body: { operationId: 'listContracts', status: 500, times: 1 } });
    await add(uuid, { operationId: 'listContracts', probability: 0, status: 501 });
    await add(uuid, { status: 502, times: 1 });
    const statuses = [];
    for (let request = 0; request < 3; request += 1) statuses.push((await api.send('listContracts', { uuid })).status);
    expect(statuses).toEqual([502, 500, 200]);
    expect((await api.call('listFaults')).faults).toMatchObject([{ faultId: 'fault-1', appliedCount: 1 }]);
    expect(await api.call('deleteFaults')).toMatchObject({ deletedCount: 1 });
  });

  it('are the account’s own, and gone with its reset', async () => {
    const [uuid, other] = [newUuid(), newUuid()];
    await add(uuid, { status: 503 });
    await add(uuid, { status: 504 });
    expect((await api.send('getCreditBalance', { uuid: other })).status).toBe(200);
    expect(await api.call('deleteFaults', { uuid, query: { faultId: `fault-${uuid}-1` } })).toMatchObject({
      deletedCount: 1,
    });
    expect((await api.send('getCreditBalance', { uuid })).status).toBe(504);
    await api.call('resetAccount', { uuid });
    expect((await api.call('listFaults', { uuid })).faults).toEqual([]);
    expect((await api.send('getCreditBalance', { uuid })).status).toBe(200);
  });

  test.each([
    [{}, ['']],
    [{ operationId: 'pay' }, ['']],
    [{ operationId: 'payy', status: 503 }, ['/operationId']],
    [{ latencyMs: { min: 5, max: 4 } }, ['/latencyMs/max']],
    [{ latencyMs: 60_001 }, ['/latencyMs']],
    [{ status: 600 }, ['/status']],
    [{ status: 503, probability: 1.5 }, ['/probability']],
    [{ status: 503, times: 0 }, ['/times']],
    [{ cut: 'burn' }, ['/cut']],
    [{ status: 503, delay: 5 }, ['/delay']],
    [{ status: 503, operationId: 'resetAccount' }, ['/operationId']],
    [{ status: 204, body: { any: 'thing' } }, ['/body']],
  ])('%j is refused', async (body, paths) => {
    const { gist } = await api.refused('addFault', { uuid: newUuid(), body });
    expect(gist).toEqual([400, 'VALIDATION_ERROR', ...paths]);
  });

  it.each([
    ['createMeter', 'must be an operation of the API: did you mean createMeters?'],
    ['sendTheInvoice', 'must be an operation of the API, as /openapi.json lists them'],
  ])('name the operation that may be meant by %s, if any', async (operationId, message) => {
    const { body } = await api.refused('addFault', { body: { operationId, status: 503 } });
    expect(body.details[0]?.message).toBe(message);
    expect(body.header.resultMessage).toBe(`/operationId ${message}${message.endsWith('?') ? '' : '.'}`);
    expect((await api.call('listFaults')).faults).toEqual([]);
  });

  it('are not all deleted by a filter that is not known', async () => {
    const uuid = newUuid();
    await add(uuid, { status: 503 });
    const { gist } = await api.refused('deleteFaults', { uuid, query: { faultid: 'fault-9' } });
    expect(gist).toEqual([400, 'VALIDATION_ERROR', 'query/faultid']);
    expect((await api.call('listFaults', { uuid })).faults).toHaveLength(1);
  });

  it('that do not exist cannot be deleted', async () => {
    const { gist } = await api.refused('deleteFaults', { uuid: newUuid(), query: { faultId: 'fault-9' } });
    expect(gist).toEqual([404, 'NOT_FOUND']);
  });

  it('have a bound in number and in bytes', async () => {
    const [uuid, large] = [newUuid(), newUuid()];
    for (const status of [500, 503]) await small.call('addFault', { uuid, body: { status } });
    const third = { uuid, body: { status: 504 } };
    expect((await small.refused('addFault', third)).gist).toEqual([507, 'CAPACITY_EXCEEDED']);
    const big = { uuid: large, body: { body: 'x'.repeat(4_000) } };
    expect((await small.refused('addFault', big)).gist).toEqual([507, 'CAPACITY_EXCEEDED']);
    await small.call('deleteFaults', { uuid });
    await small.call('addFault', third);
  });
});

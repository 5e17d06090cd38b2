import { describe, expect, it, it as test } from 'vitest';
import { withEnoughTime } from '../../test/enough-time.ts';
import { type Reply, refuses, scriptedServer, staysSilent, succeeds } from '../../test/scripted-server.ts';
import { BillingClient } from '../billing-client.ts';

type Status = 'QUEUED' | 'RUNNING' | 'COMPLETED' | 'FAILED';

/** Answers a job that has done so many of its four accounts. */
function isAt(status: Status, completedCount: number): Reply {
  const results = Array.from({ length: completedCount }, (_, index) => ({ uuid: `u-${index}`, status: 'SUCCEEDED' }));
  return succeeds({
    batchId: 'batch-1',
    status,
    progress: completedCount * 25,
    completedCount,
    totalCount: 4,
    results,
  });
}

async function clientOf(...replies: Reply[]) {
  const { url, received } = await scriptedServer(...replies);
  return { client: new BillingClient({ baseUrl: url, uuid: 'u-1', retries: 0 }), received };
}

describe('waiting for a job', () => {
  test.each(['COMPLETED', 'FAILED'] as const)('ends when it is %s, and tells what it did', async (status) => {
    const { client, received } = await clientOf(isAt('QUEUED', 0), isAt('RUNNING', 2), isAt(status, 4));
    const batch = await client.batches.waitForCompletion('batch-1', { intervalMs: 1 });
    expect(batch).toMatchObject({ status, progress: 100, results: [{}, {}, {}, {}] });
    expect(received.map(({ method, url, headers }) => `${method} ${url} ${headers.uuid}`)).toEqual(
      Array.from({ length: 3 }, () => 'GET /billing/admin/batches/batch-1 u-1'),
    );
  });

  it('takes one request for one that is through already', async () => {
    const { client, received } = await clientOf(isAt('COMPLETED', 4));
    await client.batches.waitForCompletion('batch-1');
    expect(received).toHaveLength(1);
  });

  it('reports every change once, the first and the last answer among them', async () => {
    const { client, received } = await clientOf(
      isAt('QUEUED', 0),
      isAt('QUEUED', 0),
      isAt('RUNNING', 0),
      isAt('RUNNING', 1),
      isAt('RUNNING', 1),
      isAt('COMPLETED', 4),
    );
    const seen: string[] = [];
    await client.batches.waitForCompletion('batch-1', {
      intervalMs: 1,
      onProgress: ({ status, progress }) => seen.push(`${status} ${progress}`),
    });
    expect(seen).toEqual(['QUEUED 0', 'RUNNING 0', 'RUNNING 25', 'COMPLETED 100']);
    expect(received).toHaveLength(6);
  });

  it('is about the account of the call, and sends its headers', async () => {
    const { client, received } = await clientOf(isAt('RUNNING', 1), isAt('COMPLETED', 4));
    await client.batches.waitForCompletion('batch-1', { intervalMs: 1, uuid: 'u-2', requestId: 'req-7' });
    expect(received.map(({ headers }) => [headers.uuid, headers['x-request-id']])).toEqual([
      ['u-2', 'req-7'],
      ['u-2', 'req-7'],
    ]);
  });

  it('waits longer each time', async () => {
    const events: string[] = [];
    // The server's timer starts before the client's, in the same process. However slow that is, the shorter one is over first.
    const runsOn = (ms: number): Reply => {
      return (response) => {
        events.push('request');
        setTimeout(() => events.push(`${ms} ms`), ms);
        isAt('RUNNING', 1)(response);
      };
    };
    const { client } = await clientOf(runsOn(9), runsOn(14), runsOn(21), runsOn(32), runsOn(49), isAt('FAILED', 4));
    // The waits are 10, 15, 22.5, 33.75 and 50.625 ms.
    await client.batches.waitForCompletion('batch-1', { intervalMs: 10 });
    expect(events).toEqual(['9 ms', '14 ms', '21 ms', '32 ms', '49 ms'].flatMap((passed) => ['request', passed]));
  });
});

describe('the time to wait', () => {
  it('is up between two requests', () =>
    withEnoughTime(async (timeoutMs) => {
      const { client, received } = await clientOf(isAt('RUNNING', 1));
      const answers: unknown[] = [];
      const call = client.batches.waitForCompletion('batch-1', {
        timeoutMs,
        intervalMs: 3_600_000,
        requestId: 'req-7',
        onProgress: (answer) => answers.push(answer),
      });
      await expect(call).rejects.toMatchObject({
        name: 'BillingApiError',
        code: 'TIMEOUT',
        status: undefined,
        requestId: 'req-7',
        message: `GET /billing/admin/batches/batch-1: TIMEOUT: not finished in ${timeoutMs} ms`,
      });
      if (answers.length === 0) return false;
      expect(received).toHaveLength(1);
      return true;
    }));

  it('is up during a request', async () => {
    const { client } = await clientOf(isAt('RUNNING', 1), staysSilent);
    const call = client.batches.waitForCompletion('batch-1', { timeoutMs: 100, intervalMs: 1 });
    await expect(call).rejects.toMatchObject({ code: 'TIMEOUT' });
  });

  test.each([
    [{ timeoutMs: 0 }, 'timeoutMs'],
    [{ intervalMs: 0 }, 'intervalMs'],
    [{ intervalMs: Number.NaN }, 'intervalMs'],
  ])('can’t be %j', async (options, name) => {
    const { client, received } = await clientOf(isAt('COMPLETED', 4));
    const call = client.batches.waitForCompletion('batch-1', options);
    await expect(call).rejects.toThrow(new RegExp(`^${name} must be above 0`, 'u'));
    expect(received).toEqual([]);
  });
});

describe('waiting is ended', () => {
  it('by the signal between two requests', async () => {
    const { client, received } = await clientOf(isAt('RUNNING', 1));
    const controller = new AbortController();
    const reason = new Error('no longer wanted');
    const call = client.batches.waitForCompletion('batch-1', {
      // The test's own time limit is far below the hour that the wait would take.
      intervalMs: 3_600_000,
      signal: controller.signal,
      // The wait begins before this runs: nothing asynchronous comes between.
      onProgress: () => queueMicrotask(() => controller.abort(reason)),
    });
    await expect(call).rejects.toMatchObject({ code: 'ABORTED', cause: reason });
    expect(received).toHaveLength(1);
  });

  it('by the signal during a request', async () => {
    const controller = new AbortController();
    const { client } = await clientOf(() => controller.abort());
    const call = client.batches.waitForCompletion('batch-1', { signal: controller.signal });
    await expect(call).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it('by the signal before the first request', async () => {
    const { client, received } = await clientOf(isAt('COMPLETED', 4));
    const call = client.batches.waitForCompletion('batch-1', { signal: AbortSignal.abort() });
    await expect(call).rejects.toMatchObject({ code: 'ABORTED' });
    expect(received).toEqual([]);
  });

  it('by a refusal', async () => {
    const { client } = await clientOf(isAt('RUNNING', 1), refuses(404, 'NOT_FOUND'));
    const call = client.batches.waitForCompletion('batch-1', { intervalMs: 1 });
    await expect(call).rejects.toMatchObject({ code: 'NOT_FOUND', status: 404 });
  });

  it('by what onProgress throws', async () => {
    const { client, received } = await clientOf(isAt('RUNNING', 1));
    const mistake = new Error('a mistake of the caller');
    const call = client.batches.waitForCompletion('batch-1', {
      onProgress: () => {
        throw mistake;
      },
    });
    await expect(call).rejects.toBe(mistake);
    expect(received).toHaveLength(1);
  });
});

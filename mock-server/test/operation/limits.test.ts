import { describe, expect, onTestFinished, test } from 'vitest';
import type { Limits } from '../../src/options/limits.ts';
import { startMockServer } from '../../src/start-mock-server.ts';
import { ApiClient } from '../api-client.ts';
import { listeningCli } from '../cli-process.ts';
import { exchange, RawConnection } from '../raw-connection.ts';

const uuid = 'acme';

/** A server with limits of its own. */
async function serverWith(limits: Partial<Limits>) {
  const server = await startMockServer({ port: 0, host: '127.0.0.1', rateLimit: 0, limits });
  onTestFinished(() => server.close());
  return { api: new ApiClient(() => server.url), url: server.url };
}

const bodyOf = (bytes: number) => JSON.stringify({ name: 'n'.repeat(100) }).padEnd(bytes);

/** The request line and headers of a request with so many bytes. */
const headOf = (bytes: number) => {
  const head = 'GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Filler: ';
  return `${head}${'x'.repeat(bytes - head.length)}\r\n\r\n`;
};

describe('limits of size', () => {
  test('hold for bodies', async () => {
    const { api } = await serverWith({ maxBodyBytes: 1024 });
    await api.call('createContract', { uuid, body: { name: 'n' } });
    expect((await api.send('createContract', { uuid, raw: bodyOf(1024) })).status).toBe(201);
    const { gist, body } = await api.refused('createContract', { uuid, raw: bodyOf(1025) });
    expect(gist).toEqual([413, 'PAYLOAD_TOO_LARGE']);
    expect(body.header.resultMessage).toBe(
      'The body may have 1024 bytes: send it in parts, or start the server with a larger limit.',
    );
  });

  test('hold for path and query, and for headers', async () => {
    const { url } = await serverWith({ maxTargetBytes: 1024, maxHeadersBytes: 4096 });
    const statusOf = async (bytes: number) => (await fetch(url + '/health?'.padEnd(bytes, 'x'))).status;
    expect([await statusOf(1024), await statusOf(1025)]).toEqual([200, 414]);
    expect((await exchange(url, headOf(3_900))).status).toBe(200);
    const { status, body } = await exchange(url, headOf(4_200));
    expect([status, body]).toEqual([431, expect.stringContaining('The headers may have 4096 bytes')]);
  });

  test('hold for pages', async () => {
    const { api } = await serverWith({ maxPageBytes: 1024 });
    for (const name of ['a', 'b']) await api.call('createContract', { uuid, body: { name: name.repeat(200) } });
    for (let n = 0; n < 3; n += 1) await api.call('createContract', { uuid, body: { name: 'n'.repeat(200) } });
    const { gist, body } = await api.refused('listContracts', { uuid });
    expect(gist).toEqual([400, 'VALIDATION_ERROR', 'query/itemsPerPage']);
    expect(body.details[0]?.message).toMatch(/^must be at most \d here: a page has at most 1024 bytes$/);
    await api.call('listContracts', { uuid, query: { itemsPerPage: 1 } });
  });
});

describe('limits of time', () => {
  test('hold for a request that does not arrive', async () => {
    const { url } = await serverWith({ requestTimeoutMs: 50 });
    const { status, body } = await exchange(url, 'GET /health HTTP/1.1\r\nHo');
    expect([status, body]).toEqual([408, expect.stringContaining('REQUEST_TIMEOUT')]);
  });

  test('hold for a connection that says nothing in the middle of a request', async () => {
    const { url } = await serverWith({ silenceTimeoutMs: 50 });
    const connection = await RawConnection.open(url);
    const type = 'Content-Type: application/json\r\nContent-Length: 5';
    connection.send(`POST /billing/contracts HTTP/1.1\r\nHost: x\r\nuuid: a\r\n${type}\r\n\r\n{`);
    expect(await connection.untilClosed()).toBe('');
  });

  test('hold for a connection that is kept for its next request', async () => {
    const { url } = await serverWith({ keepAliveTimeoutMs: 50 });
    const connection = await RawConnection.open(url);
    connection.send('GET /health HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(await connection.untilClosed()).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  });

  // The default would close the connection after half a minute.
  test('hold for a client that does not take its answer', { timeout: 20_000 }, async () => {
    const { url } = await serverWith({ answerTimeoutMs: 50 });
    const connection = await RawConnection.open(url);
    connection.socket.pause();
    const asked = 'GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n';
    connection.send(asked.repeat(200));
    // A paused socket does not tell that it was closed; the next bytes that it sends are refused.
    const timer = setInterval(() => connection.socket.write(asked, () => undefined), 50);
    await new Promise((resolve) => connection.socket.once('close', resolve));
    clearInterval(timer);
  });
});

describe('limits of what is kept', () => {
  test('hold for adjustments that wait', async () => {
    const { api } = await serverWith({ maxWaitingAdjustments: 1 });
    const body = { projectId: 'p', adjustment: 1, adjustmentTypeCode: 'FIXED_DISCOUNT', monthFrom: '2025-01' } as const;
    await api.call('createProjectAdjustment', { body });
    expect((await api.refused('createProjectAdjustment', { body })).gist).toEqual([507, 'CAPACITY_EXCEEDED']);
  });

  test('hold for deleted items that lists go on after', async () => {
    const { api } = await serverWith({ maxDeletedItems: 1 });
    const ids: string[] = [];
    for (const name of ['a', 'b', 'c'])
      ids.push((await api.call('createContract', { uuid, body: { name } })).contractId);
    const [first = '', second = '', third] = ids;
    for (const contractId of [first, second]) await api.call('deleteContract', { uuid, path: { contractId } });
    const after = await api.call('listContracts', { uuid, query: { after: second } });
    expect(after.contracts.map(({ contractId }) => contractId)).toEqual([third]);
    await api.refused('listContracts', { uuid, query: { after: first } });
  });

  test.each<[string, Partial<Limits>, boolean[]]>([
    ['by default', {}, [true, true]],
    ['of one operation', { maxKeptAnswers: 1 }, [false, true]],
    ['for a time', { keptAnswerTimeMs: 0 }, [false, false]],
    ['of an account, by their size', { maxKeptAnswerBytesOfAccount: 1500 }, [false, true]],
    ['of all accounts, by their size', { maxKeptAnswerBytes: 1500 }, [false, true]],
  ])('hold for answers that are kept: %s', async (_, limits, replayed) => {
    const { api } = await serverWith(limits);
    const create = async (key: string) => {
      const { headers } = await api.send('createContract', {
        uuid,
        body: { name: key },
        headers: { 'idempotency-key': key },
      });
      return headers.get('idempotency-replayed') === 'true';
    };
    for (const key of ['first', 'second']) await create(key);
    // The second one is asked for first: asking for one that is not kept any more keeps it anew.
    const second = await create('second');
    expect([await create('first'), second]).toEqual(replayed);
  });

  test.each<[string, Partial<Limits>]>([
    ['of an account', { maxBatches: 2 }],
    ['by their results', { maxBatchResults: 2 }],
  ])('hold for batches: %s', async (_, limits) => {
    const { api } = await serverWith(limits);
    const body = { batchJobCode: 'BATCH_CREDIT_EXPIRY', date: '2025-03' } as const;
    for (let n = 0; n < 3; n += 1) await api.call('createBatch', { uuid, body });
    const { batches } = await api.call('listBatches', { uuid });
    expect(batches.map(({ batchId }) => batchId)).toEqual(['batch-acme-2', 'batch-acme-3']);
  });
});

test.each<Partial<Limits>>([{ maxBodyBytes: -1 }, { maxAccounts: 1.5 }, { requestTimeoutMs: Number.NaN }])(
  'the limits %j are refused',
  async (limits) => {
    await expect(startMockServer({ port: 0, limits })).rejects.toThrow(
      /^The limit \w+ has to be a whole number, 0 or more, not /,
    );
  },
);

test('the command takes limits from options and variables', async () => {
  const { url } = await listeningCli(['--port', '0', '--max-url', '1KiB'], { MOCK_SERVER_MAX_BODY: '2KiB' });
  expect((await fetch(`${url}/health?${'x'.repeat(1024)}`)).status).toBe(414);
  const headers = { uuid, 'content-type': 'application/json' };
  const statusOf = async (bytes: number) =>
    (await fetch(`${url}/billing/contracts`, { method: 'POST', headers, body: bodyOf(bytes) })).status;
  expect([await statusOf(2048), await statusOf(2049)]).toEqual([201, 413]);
});

import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, test } from 'vitest';
import { newUuid, useServer } from '../api-client.ts';
import { asRefusal } from '../contract-check.ts';
import { parseAnswer, RawConnection } from '../raw-connection.ts';

const api = useServer();

const reading = { counterName: 'test.x', counterUnit: 'EA', counterVolume: 1, timestamp: '2025-03-10T00:00:00Z' };
const post = 'POST /billing/contracts HTTP/1.1\r\nHost: x\r\nuuid: a\r\nContent-Type: application/json\r\n';

function takenOrClosed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    for (const event of ['drain', 'close']) socket.once(event, () => resolve());
  });
}

describe('a body that is too large', () => {
  it('is refused as soon as its length is announced', async () => {
    const connection = await RawConnection.open(api.url);
    connection.send(`${post}Content-Length: 1000000000\r\n\r\n{`);
    const { status, headers, body } = parseAnswer(await connection.untilClosed());
    expect([status, headers.get('connection'), JSON.parse(body).error]).toEqual([413, 'close', 'PAYLOAD_TOO_LARGE']);
  });

  it('is refused without being waited for when it is announced with Expect', async () => {
    const connection = await RawConnection.open(api.url);
    connection.send(`${post}Content-Length: 1000000000\r\nExpect: 100-continue\r\n\r\n`);
    const text = await connection.untilClosed();
    expect(text).toContain('HTTP/1.1 413 ');
  });

  test.each([
    ['an operation', post],
    ['an operation that takes no body', 'POST /test/reset HTTP/1.1\r\nHost: x\r\nuuid: a\r\n'],
    ['no path', 'POST /nowhere HTTP/1.1\r\nHost: x\r\n'],
    ['a page', 'POST /health HTTP/1.1\r\nHost: x\r\n'],
  ])('and has no end is answered, and the connection closed: %s', async (_what, head) => {
    const connection = await RawConnection.open(api.url);
    connection.send(`${head}Transfer-Encoding: chunked\r\n\r\n`);
    const chunk = `10000\r\n${'x'.repeat(0x1_00_00)}\r\n`;
    let sent = 0;
    while (!connection.socket.closed && !connection.socket.destroyed && sent < 1_000_000_000) {
      connection.send(chunk);
      sent += chunk.length;
      await new Promise((resolve) => setImmediate(resolve));
      // The server is slower than this on a busy machine: a client waits until the bytes that it sent are taken.
      if (connection.socket.writableNeedDrain) await takenOrClosed(connection.socket);
    }
    const { status } = parseAnswer(await connection.untilClosed());
    expect(status).toBeGreaterThanOrEqual(200);
    expect(sent).toBeLessThan(1_000_000_000);
  });

  it('is refused when it becomes too large only once it is decompressed', async () => {
    const raw = Uint8Array.from(gzipSync('x'.repeat(100_000_000)));
    const { gist } = await api.refused('createContract', { raw, headers: { 'content-encoding': 'gzip' } });
    expect(gist).toEqual([413, 'PAYLOAD_TOO_LARGE']);
  });
});

describe('a body without a type', () => {
  const pay = 'POST /billing/payments/2025-03 HTTP/1.1\r\nHost: x\r\nuuid: a\r\nConnection: close\r\n';

  test.each([
    ['that is sent as no chunks is none', '0\r\n\r\n', [404, 'NOT_FOUND']],
    ['that is sent as chunks is refused', '2\r\n{}\r\n0\r\n\r\n', [415, 'UNSUPPORTED_MEDIA_TYPE']],
  ])('%s', async (_what, chunks, refusal) => {
    const connection = await RawConnection.open(api.url);
    connection.send(`${pay}Transfer-Encoding: chunked\r\n\r\n${chunks}`);
    const { status, body } = parseAnswer(await connection.untilClosed());
    expect([status, JSON.parse(body).error]).toEqual(refusal);
  });
});

describe('a body that can’t be read', () => {
  it('because it is not UTF-8 is refused, and two event ids in other encodings are not taken for one', async () => {
    const uuid = newUuid();
    const [before, after] = JSON.stringify({ ...reading, eventId: '@' }).split('@');
    for (const byte of [0xe9, 0xff]) {
      const raw = Uint8Array.from(
        Buffer.concat([Buffer.from(before ?? ''), Buffer.of(byte), Buffer.from(after ?? '')]),
      );
      const { body } = await api.refused('createMeters', { uuid, raw });
      expect([body.error, body.details]).toEqual(['MALFORMED_JSON', [{ path: '', message: 'it is not UTF-8 text' }]]);
    }
    expect(await api.call('listMeters', { uuid })).toMatchObject({ totalItems: 0 });
  });

  test.each(['gzip', 'deflate', 'br'])('because its %s is broken says so', async (encoding) => {
    const headers = { 'content-encoding': encoding };
    const { body } = await api.refused('createContract', { raw: '{"name":"x"}', headers });
    const message = `it is not ${encoding}, as its content-encoding says`;
    expect([body.error, body.details]).toEqual(['MALFORMED_JSON', [{ path: '', message }]]);
  });

  it('because its gzip ends early says so', async () => {
    const raw = Uint8Array.from(gzipSync('{"name":"a contract"}').subarray(0, -9));
    const { body } = await api.refused('createContract', { raw, headers: { 'content-encoding': 'gzip' } });
    expect(body.details).toEqual([{ path: '', message: 'it is not gzip, as its content-encoding says' }]);
  });

  it('because it does not arrive whole changes nothing', async () => {
    const connection = await RawConnection.open(api.url);
    const body = '{"name":"half"}';
    connection.send(`${post.replace('uuid: a', 'uuid: half')}Content-Length: 100\r\n\r\n${body}`);
    connection.socket.end();
    expect(await connection.untilClosed()).toMatch(/^(HTTP\/1.1 400|$)/);
    expect(await api.call('listContracts', { uuid: 'half' })).toMatchObject({ totalItems: 0 });
  });

  it('is read when it is compressed rightly', async () => {
    const raw = Uint8Array.from(gzipSync('{"name":"zipped"}'));
    const answer = await api.send('createContract', { uuid: newUuid(), raw, headers: { 'content-encoding': 'gzip' } });
    expect(answer.status).toBe(201);
  });
});

describe('a query', () => {
  const path = '/billing/admin/contracts/c/products/prices';

  async function pricesOf(uuid: string, query: string): Promise<string[]> {
    const response = await fetch(`${api.url}${path}?counterNames=${query}`, { headers: { uuid } });
    return Array.from((await response.text()).matchAll(/"counterName":"([^"]+)"/g), ([, name = '']) => name);
  }

  it('is split at commas before it is decoded', async () => {
    const uuid = newUuid();
    const contract = { contractId: 'c', monthFrom: '2025-01', name: 'C' };
    await api.call('assignContract', { uuid, path: { billingGroupId: `bg-${uuid}` }, body: contract });
    expect(await pricesOf(uuid, 'a%2Cb')).toEqual(['a,b']);
    expect(await pricesOf(uuid, 'a,b%2Cc,d')).toEqual(['a', 'b,c', 'd']);
    expect(await pricesOf(uuid, 'a,b&counterNames=c')).toEqual(['a', 'b', 'c']);
    expect(await pricesOf(uuid, 'a+b%2Bc')).toEqual(['a b+c']);
  });

  it('that is not encoded as UTF-8 is refused', async () => {
    const response = await fetch(`${api.url}/billing/meters?counterName=%ff`, { headers: { uuid: 'a' } });
    const { error, details } = asRefusal(await response.json());
    expect([response.status, error, details[0]?.path]).toEqual([400, 'VALIDATION_ERROR', 'query/counterName']);
  });
});

import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { brotliCompressSync, createGzip, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it, it as test } from 'vitest';
import { answers, type Reply, scriptedServer, succeeds } from '../../test/scripted-server.ts';
import { BillingClient } from '../billing-client.ts';

const month = '2025-03';
const mebibyte = 2 ** 20;

/** Answers success with a body of so many bytes, by an encoding or none. */
function answersBytes(bytes: number, encode = (text: string): string | Buffer => text, encoding = 'identity'): Reply {
  const text = '{"header":{"isSuccessful":true}}'.padEnd(bytes);
  return (response) => {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': encoding }).end(encode(text));
  };
}

/** Answers without end, compressed or not, until the connection is closed; tells how many bytes were sent by then. */
function endless(isCompressed: boolean) {
  const sent: Promise<number>[] = [];
  const reply = (response: ServerResponse) => {
    const { socket } = response;
    sent.push(once(response, 'close').then(() => socket?.bytesWritten ?? 0));
    response.writeHead(200, { 'Content-Encoding': isCompressed ? 'gzip' : 'identity' });
    const out = isCompressed ? createGzip() : response;
    if (out !== response) out.pipe(response);
    const chunk = Buffer.alloc(mebibyte / 16, ' ');
    const write = () => out.write(chunk, () => !response.destroyed && setImmediate(write));
    write();
  };
  return { reply, sent };
}

describe('an answer', () => {
  test.each([
    ['as it is', answersBytes(mebibyte), answersBytes(mebibyte + 1)],
    ['gzip', answersBytes(mebibyte, gzipSync, 'gzip'), answersBytes(mebibyte + 1, gzipSync, 'gzip')],
    ['deflate', answersBytes(mebibyte, deflateSync, 'deflate'), answersBytes(mebibyte + 1, deflateSync, 'deflate')],
    ['br', answersBytes(mebibyte, brotliCompressSync, 'br'), answersBytes(mebibyte + 1, brotliCompressSync, 'br')],
  ])('may have maxAnswerBytes and no more: %s', async (_, fits, exceeds) => {
    const { url, received } = await scriptedServer(fits, exceeds);
    const client = new BillingClient({ baseUrl: url, maxAnswerBytes: mebibyte });
    expect(await client.statements.get(month)).toEqual({});
    await expect(client.as('u-1').statements.get(month, { requestId: 'req-7' })).rejects.toMatchObject({
      name: 'BillingApiError',
      code: 'ANSWER_TOO_LARGE',
      status: undefined,
      requestId: 'req-7',
      message: 'GET /billing/payments/2025-03/statements: ANSWER_TOO_LARGE: the answer has more than 1048576 bytes',
    });
    expect(received).toHaveLength(2);
  });

  test.each([
    ['sent in pieces', false],
    ['compressed', true],
  ])('that does not end is closed and not asked for again: %s', async (_, isCompressed) => {
    const { reply, sent } = endless(isCompressed);
    const { url, received } = await scriptedServer(reply);
    const client = new BillingClient({ baseUrl: url, maxAnswerBytes: mebibyte });
    await expect(client.statements.get(month)).rejects.toMatchObject({ code: 'ANSWER_TOO_LARGE' });
    // The bytes that are sent beyond the limit are those that the sockets in between hold.
    expect(await sent[0]).toBeLessThan(64 * mebibyte);
    expect(received).toHaveLength(1);
  });

  it('of a mebibyte that becomes a gibibyte is refused when nothing else is said', async () => {
    // A gzip file of many parts holds their contents one after another.
    const part = gzipSync(Buffer.alloc(16 * mebibyte, ' '));
    const bomb = Buffer.concat(Array.from({ length: 64 }, () => part));
    const closed: Promise<unknown>[] = [];
    const { url, received } = await scriptedServer((response) => {
      closed.push(once(response, 'close'));
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).write(bomb);
    });
    await expect(new BillingClient({ baseUrl: url }).statements.get(month)).rejects.toMatchObject({
      code: 'ANSWER_TOO_LARGE',
      message: expect.stringContaining('more than 67108864 bytes'),
    });
    await Promise.all(closed);
    expect(received).toHaveLength(1);
  });

  it('that is too long is no reason to repeat, whatever its status', async () => {
    const { url, received } = await scriptedServer(answers(503, 'busy', { 'Retry-After': '0' }));
    const client = new BillingClient({ baseUrl: url, maxAnswerBytes: 3 });
    await expect(client.statements.get(month)).rejects.toMatchObject({ code: 'ANSWER_TOO_LARGE' });
    expect(received).toHaveLength(1);
  });

  it('that is too long leaves the client fit for the next call', async () => {
    const { url } = await scriptedServer(answersBytes(2 * mebibyte), succeeds({ statements: [] }));
    const client = new BillingClient({ baseUrl: url, maxAnswerBytes: mebibyte });
    await expect(client.statements.get(month)).rejects.toMatchObject({ code: 'ANSWER_TOO_LARGE' });
    expect(await client.statements.get(month)).toEqual({ statements: [] });
  });
});

test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 40])(
  'maxAnswerBytes can’t be %d',
  (maxAnswerBytes) => {
    const options = { baseUrl: 'http://localhost:5000', maxAnswerBytes };
    expect(() => new BillingClient(options)).toThrow(/^maxAnswerBytes must be a whole number from 1 to \d+, not /u);
  },
);

import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { describe, expect, expectTypeOf, it, it as test } from 'vitest';
import { answers, refuses, scriptedServer } from '../../test/scripted-server.ts';
import { BillingClient } from '../billing-client.ts';
import type { CallOptions } from '../transport/options.ts';
import { type BillingApiError, isBillingApiError } from './billing-api-error.ts';

const month = '2025-03';

async function errorFrom(baseUrl: string, options: CallOptions = {}): Promise<BillingApiError> {
  const error: unknown = await new BillingClient({ baseUrl, retries: 0 }).payments.pay(month, {}, options).then(
    () => undefined,
    (reason) => reason,
  );
  if (!isBillingApiError(error)) throw new Error('the call was to fail with a BillingApiError', { cause: error });
  return error;
}

describe('a refusal', () => {
  it('tells what the server said', async () => {
    const details = [{ path: '/amount', message: 'must be >= 1' }];
    const header = { isSuccessful: false, resultCode: 400, resultMessage: 'The request is not valid' };
    const body = { header, error: 'VALIDATION_ERROR', details, requestId: 'req-7' };
    const { url } = await scriptedServer(answers(400, JSON.stringify(body), { 'X-Request-Id': 'req-7' }));
    const error = await errorFrom(url);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: 'BillingApiError',
      status: 400,
      code: 'VALIDATION_ERROR',
      details,
      requestId: 'req-7',
    });
    expect(error.message).toBe('POST /billing/payments/2025-03: 400 VALIDATION_ERROR: The request is not valid');
    expect(error.cause).toBeUndefined();
  });

  it('is told from others by its code', async () => {
    const { url } = await scriptedServer(refuses(402, 'PAYMENT_DECLINED'));
    const error: unknown = await errorFrom(url);
    expect(isBillingApiError(error, 'NOT_FOUND')).toBe(false);
    expect(isBillingApiError(new Error('other'))).toBe(false);
    expect(isBillingApiError(error, 'PAYMENT_DECLINED')).toBe(true);
    if (isBillingApiError(error, 'PAYMENT_DECLINED')) expectTypeOf(error.code).toEqualTypeOf<'PAYMENT_DECLINED'>();
  });
});

describe('content that is not the API’s', () => {
  test.each([
    ['HTML', 200, '<html>Welcome</html>'],
    ['HTML', 404, '<html>Not Found</html>'],
    ['half a JSON', 200, '{"header": {"isSuccessful": true'],
    ['nothing', 200, ''],
    ['null', 200, 'null'],
    ['a list', 200, '[]'],
    ['JSON of another kind', 200, '{"ok": true}'],
    ['JSON of another kind', 500, '{"header": null, "message": "boom"}'],
    ['a refusal with a success’s status', 200, '{"header": {"isSuccessful": false}}'],
    ['a success with a refusal’s status', 400, '{"header": {"isSuccessful": true}}'],
    ['an unknown code', 400, '{"header": {"resultMessage": "?"}, "error": "constructor", "details": []}'],
  ])('is an error: %s with status %d', async (_, status, text) => {
    const { url } = await scriptedServer(
      answers(status, text, { 'Content-Type': 'text/html', 'X-Request-Id': 'req-7' }),
    );
    const error = await errorFrom(url);
    expect(error).toMatchObject({ code: 'UNEXPECTED_CONTENT', status, details: [], requestId: 'req-7' });
    expect(error.message).toBe(
      `POST /billing/payments/2025-03: ${status} UNEXPECTED_CONTENT: text/html ${JSON.stringify(text)}`,
    );
  });

  it('includes a redirect, which is not followed', async () => {
    const { url, received } = await scriptedServer(answers(302, '', { Location: '/elsewhere' }));
    expect(await errorFrom(url)).toMatchObject({ code: 'UNEXPECTED_CONTENT', status: 302 });
    expect(received).toHaveLength(1);
  });
});

describe('a connection that fails', () => {
  it('tells why, and the request’s id when the caller chose it', async () => {
    const { url } = await scriptedServer((response) => {
      response.destroy();
    });
    const error = await errorFrom(url, { requestId: 'req-7' });
    expect(error).toMatchObject({
      code: 'CONNECTION_FAILED',
      status: undefined,
      requestId: 'req-7',
      cause: { code: 'ECONNRESET' },
      message: 'POST /billing/payments/2025-03: CONNECTION_FAILED: socket hang up',
    });
  });

  it('is an error where nobody listens', async () => {
    // Port 1 is never bound by a test.
    const error = await errorFrom('http://localhost:1');
    expect(error).toMatchObject({ code: 'CONNECTION_FAILED', cause: { code: 'ECONNREFUSED' } });
    expect(error.message).toMatch(/CONNECTION_FAILED: .*ECONNREFUSED/u);
  });

  it('is one error also where a name has several addresses', async () => {
    const addresses = ['127.0.0.1', '127.0.0.2'].map((address) => ({ address, family: 4 }));
    const http = new HttpAgent({ lookup: (_host, _options, callback) => callback(null, addresses) });
    const client = new BillingClient({
      baseUrl: 'http://two.test:1',
      retries: 0,
      agents: { http, https: new HttpsAgent() },
    });
    await expect(client.statements.get(month)).rejects.toThrow(/CONNECTION_FAILED: .*ECONNREFUSED/u);
  });
});

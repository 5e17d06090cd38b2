import { describe, expect, it, test } from 'vitest';
import { startMockServer } from '../../src/start-mock-server.ts';
import { newUuid, useServer } from '../api-client.ts';
import { asRefusal } from '../contract-check.ts';
import { exchange } from '../raw-connection.ts';

const api = useServer();

/** Sends a request with headers that only a browser may set. */
async function sent(method: string, path: string, headers: Record<string, string>, url = api.url) {
  const { host } = new URL(url);
  const lines = Object.entries({ Host: host, ...headers, Connection: 'close', 'Content-Length': '0' });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return exchange(url, `${method} ${path} HTTP/1.1\r\n${head}\r\n`);
}

describe('a page of another origin', () => {
  test.each([
    'https://elsewhere.example',
    'null',
    'https://localhost.elsewhere.example',
    'file://',
    'http://127.0.0.2',
  ])('may neither change nor read anything: %s', async (origin) => {
    const uuid = newUuid();
    await api.call('createContract', { uuid, body: { name: 'stays' } });
    for (const [method, path] of [
      ['POST', '/test/reset'],
      ['GET', '/billing/contracts'],
      ['GET', '/health'],
      ['POST', '/billing/payments/2025-03'],
    ] as const) {
      const { status, headers, body } = await sent(method, path, { Origin: origin, uuid });
      expect([status, asRefusal(JSON.parse(body)).error]).toEqual([403, 'FOREIGN_ORIGIN']);
      expect(headers.get('access-control-allow-origin')).toBeUndefined();
    }
    expect(await api.call('listContracts', { uuid })).toMatchObject({ totalItems: 1 });
  });

  it('is refused by what the browser says of the site when there is no origin, but may be linked from', async () => {
    const crossSite = { 'Sec-Fetch-Site': 'cross-site', uuid: 'a' };
    expect(await sent('POST', '/test/reset', crossSite)).toMatchObject({ status: 403 });
    expect(await sent('GET', '/billing/contracts', crossSite)).toMatchObject({ status: 200 });
    expect(await sent('GET', '/', crossSite)).toMatchObject({ status: 200 });
    expect(await sent('POST', '/test/reset', { 'Sec-Fetch-Site': 'same-origin', uuid: 'a' })).toMatchObject({
      status: 200,
    });
  });

  it('is refused after path and method, before account and body', async () => {
    const foreign = { Origin: 'https://elsewhere.example' };
    expect(await sent('POST', '/nowhere', foreign)).toMatchObject({ status: 404 });
    expect(await sent('PUT', '/billing/meters', foreign)).toMatchObject({ status: 405 });
    expect(await sent('GET', '/billing/meters', foreign)).toMatchObject({ status: 403 });
  });
});

describe('a page of an allowed origin', () => {
  const local = [
    'http://localhost',
    'http://localhost:3000',
    'https://app.localhost:8443',
    'http://127.0.0.1:5173',
    'http://[::1]:80',
  ];

  test.each(local)('reads answers, refusals included: %s', async (origin) => {
    for (const uuid of ['a', '!']) {
      const { headers } = await sent('GET', '/billing/contracts', { Origin: origin, uuid });
      expect(headers.get('access-control-allow-origin')).toBe(origin);
      expect(headers.get('vary')).toContain('Origin');
      expect(headers.get('access-control-expose-headers')).toContain('X-Request-Id, Retry-After, RateLimit-');
      expect(headers.get('access-control-expose-headers')).toContain('Idempotency-Replayed');
    }
  });

  it('has its preflights answered with what the path takes', async () => {
    const { status, headers, body } = await sent('OPTIONS', '/billing/meters', {
      Origin: 'http://localhost:3000',
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'content-type,idempotency-key,uuid',
    });
    expect([status, body]).toEqual([204, '']);
    expect(headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
    expect(headers.get('access-control-allow-methods')).toBe('GET, HEAD, POST');
    expect(headers.get('access-control-allow-headers')).toBe('content-type,idempotency-key,uuid');
  });

  it('has no preflight for what is not there, nor where its origin is foreign', async () => {
    const asked = { 'Access-Control-Request-Method': 'POST' };
    expect(await sent('OPTIONS', '/nowhere', { Origin: 'http://localhost', ...asked })).toMatchObject({ status: 404 });
    const foreign = { Origin: 'https://elsewhere.example', ...asked };
    expect(await sent('OPTIONS', '/billing/meters', foreign)).toMatchObject({ status: 403 });
    expect(await sent('OPTIONS', '/billing/meters', { uuid: 'a' })).toMatchObject({ status: 405 });
  });

  it('may be the server’s own, also behind a proxy', async () => {
    const own = { Origin: 'https://billing.example', Host: 'billing.example' };
    expect(await sent('POST', '/test/reset', { ...own, uuid: 'a' })).toMatchObject({ status: 200 });
    const forwarded = { Origin: 'https://billing.example', 'X-Forwarded-Host': 'billing.example, inner', uuid: 'a' };
    expect(await sent('POST', '/test/reset', forwarded)).toMatchObject({ status: 200 });
    const otherPort = { Origin: 'https://billing.example:444', Host: 'billing.example', uuid: 'a' };
    expect(await sent('POST', '/test/reset', otherPort)).toMatchObject({ status: 403 });
  });
});

describe('the origins that a server is started with', () => {
  test.each([
    [
      'https://app.example:8443',
      ['https://app.example:8443'],
      ['http://app.example:8443', 'https://app.example', 'http://localhost'],
    ],
    ['app.example', ['https://app.example', 'http://app.example:1'], ['https://x.app.example']],
    [
      '*.app.example',
      ['https://x.app.example', 'http://x.y.app.example:3'],
      ['https://app.example', 'https://xapp.example'],
    ],
    ['*', ['https://anything.example', 'http://localhost:1'], []],
  ])('%s are allowed, and no others', async (allowed, own, foreign) => {
    const server = await startMockServer({ port: 0, corsOrigins: [allowed] });
    for (const Origin of own)
      expect(await sent('GET', '/health', { Origin }, server.url)).toMatchObject({ status: 200 });
    for (const Origin of foreign)
      expect(await sent('GET', '/health', { Origin }, server.url)).toMatchObject({ status: 403 });
    await server.close();
  });

  test.each([
    '',
    'https://app.example/path',
    'not an origin',
    'https://',
    'file:///x',
    'https://user@app.example',
    'app.example:8080',
    '*.',
  ])('are refused when they are none: %j', async (origin) => {
    await expect(startMockServer({ port: 0, corsOrigins: [origin] })).rejects.toMatchObject({
      code: 'VALIDATION_ERROR',
    });
  });
});

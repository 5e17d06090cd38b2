import { Agent as HttpAgent } from 'node:http';
import { createServer, Agent as HttpsAgent } from 'node:https';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, it as test, vi } from 'vitest';
import { proxyServer } from '../../test/proxy-server.ts';
import { portOf, refuses, scriptedServer, succeeds } from '../../test/scripted-server.ts';
import { BillingClient } from '../billing-client.ts';
import type { BillingClientOptions } from '../transport/options.ts';

const month = '2025-03';
const path = '/billing/payments/2025-03/statements';
const names = ['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy'];

/** TLS without certificates, which this test has none of. */
const tls = { ciphers: 'AECDH-AES128-SHA:@SECLEVEL=0', maxVersion: 'TLSv1.2' } as const;

beforeEach(() => {
  for (const name of names) for (const spelling of [name, name.toUpperCase()]) vi.stubEnv(spelling, undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** Connection pools for which every name is this machine's. */
function newAgents() {
  const http = new HttpAgent({ keepAlive: true, lookup: (_host, _options, found) => found(null, [local]) });
  const https = new HttpsAgent({ keepAlive: true, rejectUnauthorized: false, ...tls });
  onTestFinished(() => {
    http.destroy();
    https.destroy();
  });
  return { http, https };
}
const local = { address: '127.0.0.1', family: 4 };

/** A server, a proxy to it, and a call of a client that gives the server another host. */
async function newServers() {
  const { url, received } = await scriptedServer(succeeds({ statements: [] }));
  const { host: proxy, passed } = await proxyServer(url);
  const { port } = new URL(url);
  const call = (host: string, options: Omit<BillingClientOptions, 'baseUrl'> = {}) =>
    new BillingClient({ baseUrl: `http://${host}`, agents: newAgents(), retries: 0, ...options }).statements.get(month);
  return { call, port, proxy, received, asked: () => passed.map(({ asked }) => asked), passed };
}

describe('the environment', () => {
  test.each(['http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY'])('names a proxy by %s', async (name) => {
    const { call, proxy, asked, received } = await newServers();
    vi.stubEnv(name, `http://${proxy}`);
    expect(await call('billing.test')).toEqual({ statements: [] });
    expect(asked()).toEqual([`GET http://billing.test${path}`]);
    expect(received).toHaveLength(1);
  });

  test.each([
    ['no_proxy', 'billing.test'],
    ['NO_PROXY', 'other.test, billing.test'],
    ['NO_PROXY', '.test'],
    ['NO_PROXY', '*.test'],
    ['NO_PROXY', '*'],
  ])('excepts hosts by %s=%s', async (name, value) => {
    const { call, port, proxy, asked, received } = await newServers();
    vi.stubEnv('HTTP_PROXY', `http://${proxy}`);
    vi.stubEnv(name, value);
    await call(`billing.test:${port}`);
    expect(asked()).toEqual([]);
    expect(received).toHaveLength(1);
  });

  test.each(['other.test', 'billing.test:81', 'test', 'ing.test'])(
    'does not except billing.test by NO_PROXY=%s',
    async (value) => {
      const { call, proxy, asked } = await newServers();
      vi.stubEnv('HTTP_PROXY', `http://${proxy}`);
      vi.stubEnv('NO_PROXY', value);
      await call('billing.test');
      expect(asked()).toHaveLength(1);
    },
  );
});

describe('the option proxy', () => {
  it('names a proxy, whatever the environment says', async () => {
    const { call, proxy, asked } = await newServers();
    vi.stubEnv('HTTP_PROXY', 'http://127.0.0.1:1');
    vi.stubEnv('NO_PROXY', '*');
    await call('billing.test/v1', { proxy: `http://${proxy}` });
    expect(asked()).toEqual([`GET http://billing.test/v1${path}`]);
  });

  it('is none when it is false, whatever the environment says', async () => {
    const { call, port, proxy, asked, received } = await newServers();
    vi.stubEnv('HTTP_PROXY', `http://${proxy}`);
    await call(`billing.test:${port}`, { proxy: false });
    expect(asked()).toEqual([]);
    expect(received).toHaveLength(1);
  });

  it('goes with the client for another account', async () => {
    const { proxy, asked } = await newServers();
    await new BillingClient({ baseUrl: 'http://billing.test', proxy: `http://${proxy}` })
      .as('u-2')
      .statements.get(month);
    expect(asked()).toHaveLength(1);
  });

  it('may have a user name and password', async () => {
    const { call, proxy, passed } = await newServers();
    await call('billing.test', { proxy: `http://tester%40acme:100%25%zz@${proxy}` });
    expect(passed[0]?.authorization).toBe(`Basic ${Buffer.from('tester@acme:100%%zz').toString('base64')}`);
  });

  test.each(['', 'proxy:3128', 'socks5://proxy:1080', 'http://proxy/path', 'http://proxy?a=b', true, 8080, null])(
    'can’t be %j',
    (unfit) => {
      // biome-ignore lint/nursery/noUnsafeTypeAssertion: the mistake that callers without types can make.
      const options = { baseUrl: 'http://billing.test', proxy: unfit as string };
      expect(() => new BillingClient(options)).toThrow(
        new TypeError('proxy must be the http or https URL of a proxy, without path and query, or false for none'),
      );
    },
  );
});

describe('a server on this machine', () => {
  test.each(['localhost', 'LOCALHOST', 'localhost.', 'billing.localhost', '127.0.0.1', '127.1'])(
    'is reached without a proxy as %s',
    async (host) => {
      const { call, port, proxy, asked, received } = await newServers();
      vi.stubEnv('HTTP_PROXY', `http://${proxy}`);
      await call(`${host}:${port}`);
      await call(`${host}:${port}`, { proxy: `http://${proxy}` });
      expect(asked()).toEqual([]);
      expect(received).toHaveLength(2);
    },
  );

  // Whether these reach the server depends on the machine; the proxy they must not reach.
  test.each([
    '127.8.9.10',
    '0.0.0.0',
    '[::1]',
    '[0:0:0:0:0:0:0:1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:127.255.1.2]',
  ])('is not asked of a proxy as %s', async (host) => {
    const { call, port, proxy, asked } = await newServers();
    await call(`${host}:${port}`, { proxy: `http://${proxy}` }).catch(() => undefined);
    expect(asked()).toEqual([]);
  });

  test.each([
    'localhost.test',
    'notlocalhost',
    '128.0.0.1',
    '127.0.0.1.test',
    '[2001:db8::1]',
    '[::ffff:192.0.2.127]',
    '[2001:db8::7f00:1]',
  ])('is not what %s is', async (host) => {
    const { call, proxy, asked } = await newServers();
    await call(host, { proxy: `http://${proxy}` });
    expect(asked()).toHaveLength(1);
  });
});

describe('an https server', () => {
  it('is reached by a tunnel through the proxy, with the TLS settings of the client', async () => {
    const answer = JSON.stringify({ header: { isSuccessful: true }, statements: [] });
    const server = createServer(tls, (_, response) => response.end(answer));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.close();
      server.closeAllConnections();
    });
    const { host, passed } = await proxyServer(`https://127.0.0.1:${portOf(server.address())}`);
    const client = new BillingClient({
      baseUrl: 'https://billing.test',
      proxy: `http://tester:secret@${host}`,
      agents: newAgents(),
    });
    expect(await client.statements.get(month)).toEqual({ statements: [] });
    const authorization = `Basic ${Buffer.from('tester:secret').toString('base64')}`;
    expect(passed).toEqual([{ asked: 'CONNECT billing.test:443', authorization }]);
  });
});

describe('a proxy that fails', () => {
  it('is a connection that fails', async () => {
    const { call } = await newServers();
    await expect(call('billing.test', { proxy: 'http://127.0.0.1:1' })).rejects.toMatchObject({
      code: 'CONNECTION_FAILED',
      cause: { code: 'ECONNREFUSED' },
    });
  });

  it('is no API when it answers by itself', async () => {
    const { url } = await scriptedServer((response) =>
      response.writeHead(407, { 'Content-Type': 'text/html' }).end('?'),
    );
    const { call } = await newServers();
    await expect(call('billing.test', { proxy: url })).rejects.toMatchObject({
      code: 'UNEXPECTED_CONTENT',
      status: 407,
    });
  });

  it('hands on what the server refuses', async () => {
    const { url } = await scriptedServer(refuses(404, 'NOT_FOUND'));
    const { host } = await proxyServer(url);
    const { call } = await newServers();
    await expect(call('billing.test', { proxy: `http://${host}` })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

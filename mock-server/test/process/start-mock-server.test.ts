import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { json } from 'node:stream/consumers';
import { standardPolicy, standardRules } from '@billing-testkit/engine';
import { describe, expect, it } from 'vitest';
import { HOST_IS } from '../../src/http/host.ts';
import type { MockServerOptions } from '../../src/mock-server-options.ts';
import { type MockServer, startMockServer } from '../../src/start-mock-server.ts';

/** No machine takes that long for a test: a wait of this length hangs. */
const HOUR = 3_600_000;

const reading = { counterName: 'test.x', counterUnit: 'EA', counterVolume: 1000, timestamp: '2025-03-10T00:00:00Z' };

async function post(url: string, path: string, body: object): Promise<unknown> {
  const headers = { uuid: 'a', 'content-type': 'application/json' };
  return (await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })).json();
}

async function totalOf(options: MockServerOptions): Promise<unknown> {
  const { url, close } = await startMockServer({ port: 0, ...options });
  await post(url, '/billing/meters', reading);
  await post(url, '/billing/admin/calculations', { month: '2025-03' });
  const response = await fetch(`${url}/billing/payments/2025-03/statements`, { headers: { uuid: 'a' } });
  const answer = await response.json();
  await close();
  return answer;
}

/** A request that has reached the server with its header and half of its body. */
async function inFlight({ url }: MockServer, agent: Agent) {
  const sent = request(`${url}/billing/contracts`, {
    agent,
    method: 'POST',
    headers: { uuid: 'a', 'content-type': 'application/json', 'content-length': 12 },
  });
  const answered = once(sent, 'response').then(([response]) => json(response));
  sent.write('{"name":');
  await (await fetch(`${url}/health`)).text();
  return { answered, finish: () => sent.end('"n"}') };
}

describe('startMockServer', () => {
  it('starts as many servers as asked for, which share nothing', async () => {
    const servers = await Promise.all(Array.from({ length: 5 }, () => startMockServer({ port: 0 })));
    expect(new Set(servers.map(({ url }) => url)).size).toBe(5);
    for (const { url } of servers) {
      expect(await post(url, '/billing/meters', reading)).toMatchObject({ meterIds: ['meter-a-1'] });
    }
    await Promise.all(servers.map((server) => server.close()));
    for (const { url } of servers) await expect(fetch(url)).rejects.toThrow();
  });

  it('answers on localhost and 127.0.0.1 when it has no host, and on its host otherwise', async () => {
    const open = await startMockServer({ port: 0 });
    expect(open.url).toMatch(/^http:\/\/localhost:\d+$/);
    for (const host of ['localhost', '127.0.0.1']) {
      expect((await fetch(`${open.url.replace('localhost', host)}/health`)).status).toBe(200);
    }
    const local = await startMockServer({ port: 0, host: '127.0.0.1' });
    expect(local.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(`${local.url}/health`)).status).toBe(200);
    await Promise.all([open.close(), local.close()]);
  });

  it('rejects when it can’t listen', async () => {
    const server = await startMockServer({ port: 0 });
    const port = Number(new URL(server.url).port);
    await expect(startMockServer({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await server.close();
    const again = await startMockServer({ port });
    await again.close();
  });

  it.each(['', ' ', 'http://localhost', 'localhost:5000', '[::1]', '1'])(
    'rejects %j, which is no host',
    async (host) => {
      await expect(startMockServer({ port: 0, host })).rejects.toThrow(
        new RangeError(`'${host}' is no host. ${HOST_IS}.`),
      );
    },
  );

  it('bills by the policy and the rules it is given', async () => {
    const members = standardPolicy.members.map((member) => ({ ...member, taxRate: '50' }));
    expect(await totalOf({ policy: { ...standardPolicy, members } })).toMatchObject({ statements: [{ vat: 500 }] });
    expect(await totalOf({ rules: { ...standardRules, roundTax: () => 7 } })).toMatchObject({
      statements: [{ vat: 7 }],
    });
    expect(await totalOf({})).toMatchObject({ statements: [{ vat: 100 }] });
  });
});

describe('a fault of the server', () => {
  it('is answered with 500 and told nowhere but in its log', async () => {
    const roundTax = () => {
      throw new TypeError('taxes are hard');
    };
    const server = await startMockServer({ port: 0, rules: { ...standardRules, roundTax } });
    const answer = await post(server.url, '/billing/admin/calculations', { month: '2025-03' });
    expect(answer).toEqual({
      header: { isSuccessful: false, resultCode: 500, resultMessage: expect.stringContaining('requestId') },
      error: 'INTERNAL',
      details: [],
      requestId: expect.stringMatching(/^[\w-]+$/),
    });
    const response = await fetch(`${server.url}/billing/admin/accounts/a`);
    expect(response.status).toBe(404);
    await server.close();
  });
});

describe('close', () => {
  it('waits for the request in flight, however often it is called', async () => {
    const server = await startMockServer({ port: 0, shutdownTimeoutMs: HOUR });
    const agent = new Agent({ keepAlive: true });
    const { answered, finish } = await inFlight(server, agent);
    const order: string[] = [];
    const closed = [1, 2].map((call) => server.close().then(() => order.push(`close ${call}`)));
    await expect.poll(() => fetch(server.url).catch(() => 'refused')).toBe('refused');
    expect(order).toEqual([]);
    finish();
    expect(await answered).toMatchObject({ contractId: 'contract-a-1' });
    await Promise.all(closed);
    await server.close();
    agent.destroy();
  });

  it('does not wait for connections that ask for nothing', async () => {
    const server = await startMockServer({ port: 0, host: '127.0.0.1', shutdownTimeoutMs: HOUR });
    const port = Number(new URL(server.url).port);
    await (await fetch(`${server.url}/health`)).text();
    const silent = connect(port, '127.0.0.1');
    const halfway = connect(port, '127.0.0.1');
    await Promise.all([once(silent, 'connect'), once(halfway, 'connect')]);
    halfway.write('GET /health HTTP/1.1\r\nHo');
    for (const socket of [silent, halfway]) socket.on('error', () => undefined);
    await server.close();
    for (const socket of [silent, halfway]) socket.destroy();
  });

  it('does not wait for the next request of a connection that is kept', async () => {
    const server = await startMockServer({ port: 0, host: '127.0.0.1', shutdownTimeoutMs: HOUR });
    const agent = new Agent({ keepAlive: true });
    const { answered, finish } = await inFlight(server, agent);
    const closed = server.close();
    finish();
    await answered;
    await closed;
    agent.destroy();
  });

  it('cuts the requests that are not answered when its time is up', async () => {
    const server = await startMockServer({ port: 0, shutdownTimeoutMs: 1 });
    const agent = new Agent({ keepAlive: true });
    const { answered } = await inFlight(server, agent);
    const failed = expect(answered).rejects.toThrow();
    await server.close();
    await failed;
    agent.destroy();
  });

  it('tells every client that asks again and again, and resets none', async () => {
    const server = await startMockServer({ port: 0, shutdownTimeoutMs: HOUR, idleGraceMs: HOUR, rateLimit: 0 });
    const agent = new Agent({ keepAlive: true, maxSockets: 20 });
    const asksUntilTold = async () => {
      for (let kept: unknown = 'keep-alive'; kept === 'keep-alive'; ) {
        const [response] = await once(request(`${server.url}/health`, { agent }).end(), 'response');
        kept = response.headers.connection;
        await json(response);
        asked += 1;
      }
    };
    let asked = 0;
    const clients = Array.from({ length: 20 }, asksUntilTold);
    await expect.poll(() => asked).toBeGreaterThan(100);
    const closed = server.close();
    await Promise.all(clients);
    agent.destroy();
    await closed;
  });
});

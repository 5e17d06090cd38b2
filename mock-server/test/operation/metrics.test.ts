import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { startMockServer } from '../../src/start-mock-server.ts';
import { ApiClient, useServer } from '../api-client.ts';

/** The lines of the metrics of a server, or those that begin like this. */
async function metrics(url: string, start = ''): Promise<string[]> {
  const response = await fetch(`${url}/metrics`);
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    expect.stringMatching(/^text\/plain;.*version=0\.0\.4/),
  ]);
  return (await response.text()).split('\n').filter((line) => line.startsWith(start));
}

/** A server with a limit of two requests a second, which no other test uses. */
const limited = useServer({ rateLimit: 2 });

async function ownServer() {
  const server = await startMockServer({ port: 0, rateLimit: 0 });
  return { api: new ApiClient(() => server.url), ...server };
}

const usage = (eventId: string) => ({
  counterName: 'test.units',
  counterUnit: 'UNITS',
  counterVolume: 1_000,
  timestamp: '2025-03-10T00:00:00Z',
  eventId,
});

describe('/metrics', () => {
  it('counts requests by operation and status, and what is of no operation without one', async () => {
    const { api, url, close } = await ownServer();
    const uuid = 'acme';
    await api.call('getCreditBalance', { uuid });
    await api.call('getCreditBalance', { uuid });
    await api.refused('getCreditBalance');
    await api.refused('getMeter', { uuid, path: { meterId: 'no-meter' } });
    await api.refused('GET /billing/nothing', { uuid });
    await api.refused('PUT /billing/meters', { uuid });
    expect((await metrics(url, 'mock_server_requests_total')).sort()).toEqual([
      'mock_server_requests_total{operationId="",status="404"} 1',
      'mock_server_requests_total{operationId="",status="405"} 1',
      'mock_server_requests_total{operationId="getCreditBalance",status="200"} 2',
      'mock_server_requests_total{operationId="getCreditBalance",status="401"} 1',
      'mock_server_requests_total{operationId="getMeter",status="404"} 1',
    ]);
    expect(await metrics(url, 'mock_server_request_duration_seconds_count{operationId="get')).toEqual([
      'mock_server_request_duration_seconds_count{operationId="getCreditBalance"} 3',
      'mock_server_request_duration_seconds_count{operationId="getMeter"} 1',
    ]);
    const last = 'mock_server_request_duration_seconds_bucket{le="+Inf",operationId="getCreditBalance"} ';
    expect(await metrics(url, last)).toEqual([`${last}3`]);
    expect(await metrics(url, 'mock_server_requests_in_flight')).toEqual(['mock_server_requests_in_flight 1']);
    await close();
  });

  it('counts readings, statements and amounts by member', async () => {
    const { api, url, close } = await ownServer();
    await api.call('createAccount', { body: { uuid: 'tokyo', member: 'jp' } });
    await api.call('createMeters', { uuid: 'acme', body: { meterList: [usage('one'), usage('two'), usage('one')] } });
    await api.call('createMeters', { uuid: 'tokyo', body: usage('one') });
    for (const uuid of ['acme', 'acme', 'tokyo']) {
      await api.call('calculateStatement', { uuid, body: { month: '2025-03' } });
    }
    const billed = (await metrics(url, 'mock_server_')).filter((line) => line.includes('member='));
    expect(billed).toEqual([
      'mock_server_readings_accepted_total{member="kr"} 2',
      'mock_server_readings_accepted_total{member="jp"} 1',
      'mock_server_statements_calculated_total{member="kr"} 1',
      'mock_server_statements_calculated_total{member="jp"} 1',
      'mock_server_statements_amount_minor_units_total{member="kr",currency="KRW"} 2200',
      'mock_server_statements_amount_minor_units_total{member="jp",currency="JPY"} 1100',
    ]);
    await close();
  });

  it('counts what the rate limit refused, and is not limited itself', async () => {
    const uuid = 'busy';
    const answers = await Promise.all(Array.from({ length: 50 }, () => limited.send('getCreditBalance', { uuid })));
    const refused = answers.filter(({ status }) => status === 429).length;
    expect(refused).toBeGreaterThan(0);
    const name = 'mock_server_rate_limited_requests_total';
    for (const _ of [1, 2, 3, 4]) expect(await metrics(limited.url, name)).toEqual([`${name} ${refused}`]);
  });

  it('tells the lag of the event loop', async () => {
    const lines = await metrics(limited.url, 'mock_server_event_loop_lag_seconds');
    expect(lines).toEqual(
      ['mean', 'p99', 'max'].map((statistic) => expect.stringMatching(`{statistic="${statistic}"} \\d`)),
    );
  });
});

describe('/health', () => {
  const page = async (path: string) => {
    const response = await fetch(limited.url + path);
    return [response.status, await response.json()];
  };

  it('says that the server lives and is ready', async () => {
    expect(await page('/health/live')).toEqual([200, { status: 'live' }]);
    expect(await page('/health/ready')).toEqual([200, { status: 'ready' }]);
  });

  it('says that it is not ready while it stops', async () => {
    const { url, close } = await startMockServer({ port: 0, idleGraceMs: 3_600_000, shutdownTimeoutMs: 3_600_000 });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = async (path: string) => {
      const [response]: IncomingMessage[] = await once(get(url + path, { agent }), 'response');
      return [response?.statusCode, response && JSON.parse(await text(response))];
    };
    expect(await ask('/health/ready')).toEqual([200, { status: 'ready' }]);
    const closed = close();
    expect(await ask('/health/ready')).toEqual([503, { status: 'stopping' }]);
    await closed;
    agent.destroy();
  });
});

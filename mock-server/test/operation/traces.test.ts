import { text } from 'node:stream/consumers';
import { standardRules } from '@billing-testkit/engine';
import { describe, expect, it, onTestFinished, test } from 'vitest';
import { type OtlpReceiver, type ReceivedSpan, startOtlpReceiver } from '../../../test/otlp-receiver.ts';
import type { MockServerOptions } from '../../src/mock-server-options.ts';
import { startMockServer } from '../../src/start-mock-server.ts';
import { ApiClient } from '../api-client.ts';
import { listeningCli, runCli } from '../cli-process.ts';

const uuid = 'acme';
const reading = {
  counterName: 'compute.c2.c8m8',
  counterUnit: 'HOURS',
  counterVolume: '100.5',
  timestamp: '2025-03-10T00:00:00Z',
};
const [CALLER_TRACE, CALLER_SPAN] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331'];
const caller = { traceparent: `00-${CALLER_TRACE}-${CALLER_SPAN}-01` };

async function collector(): Promise<OtlpReceiver> {
  const receiver = await startOtlpReceiver();
  onTestFinished(receiver.close);
  return receiver;
}

/** Uses a server that makes traces, and gives the spans that arrived by the time that it was closed. */
async function spansOf(use: (api: ApiClient) => Promise<void>, options: MockServerOptions = {}) {
  const receiver = await collector();
  const server = await startMockServer({
    port: 0,
    rateLimit: 0,
    traces: { url: `${receiver.url}/v1/traces` },
    ...options,
  });
  try {
    await use(new ApiClient(() => server.url));
  } finally {
    await server.close();
  }
  return receiver.spans;
}

const named = (spans: readonly ReceivedSpan[], name: string) => spans.filter((span) => span.name === name);
const one = (spans: readonly ReceivedSpan[], name: string): ReceivedSpan => {
  const [first, ...others] = named(spans, name);
  expect([name, others.length]).toEqual([name, 0]);
  if (!first) throw new Error(`No span is called ${name}: there are ${spans.map((span) => span.name).join(', ')}.`);
  return first;
};

describe('a request', () => {
  it('has a span by the name of its operation, in the trace of its caller', async () => {
    const spans = await spansOf(async (api) => {
      await api.call('createMeters', { uuid, body: reading, headers: { ...caller, 'x-request-id': 'request-1' } });
      await api.call('getCreditBalance', { uuid });
    });
    const created = one(spans, 'createMeters');
    expect(created).toMatchObject({ traceId: CALLER_TRACE, parentSpanId: CALLER_SPAN, kind: 2, status: {} });
    expect(created.attributes).toMatchObject({
      'http.request.method': 'POST',
      'http.route': '/billing/meters',
      'url.path': '/billing/meters',
      'url.scheme': 'http',
      'http.response.status_code': 200,
      'server.address': 'localhost',
      'billing.account': uuid,
      'billing.request_id': 'request-1',
    });
    expect(created.resource).toMatchObject({ 'service.name': 'billing-mock-server' });
    const own = one(spans, 'getCreditBalance');
    expect(own.parentSpanId).toBeUndefined();
    expect(own.traceId).not.toBe(CALLER_TRACE);
  });

  it('that is refused tells its code, and is no error of the server', async () => {
    const spans = await spansOf(async (api) => {
      await api.refused('getMeter', { uuid, path: { meterId: 'none' } });
      await api.refused('GET /billing/nothing');
    });
    expect(one(spans, 'getMeter')).toMatchObject({
      status: {},
      attributes: {
        'http.response.status_code': 404,
        'billing.error': 'NOT_FOUND',
        'http.route': '/billing/meters/{meterId}',
      },
    });
    const unknown = one(spans, 'GET');
    expect(unknown.attributes).toMatchObject({ 'http.response.status_code': 404, 'url.path': '/billing/nothing' });
    expect(unknown.attributes).not.toHaveProperty('http.route');
  });

  it('that fails is an error, and so is its calculation', async () => {
    const roundTax = () => {
      throw new TypeError('taxes are hard');
    };
    const spans = await spansOf(
      async (api) => void (await api.refused('calculateStatement', { uuid, body: { month: '2025-03' } })),
      { rules: { ...standardRules, roundTax } },
    );
    for (const name of ['calculateStatement', 'calculate']) {
      expect(one(spans, name)).toMatchObject({ status: { code: 2 }, attributes: { 'error.type': 'INTERNAL' } });
    }
  });

  it('for health or metrics has none: probes would bury the others', async () => {
    const spans = await spansOf(async (api) => {
      for (const path of ['/health', '/health/ready', '/metrics', '/']) await fetch(api.url + path);
    });
    expect(spans.map(({ name, attributes }) => [name, attributes['url.path']])).toEqual([['GET', '/']]);
  });

  it('that its caller does not sample has none', async () => {
    const traceparent = caller.traceparent.replace(/01$/, '00');
    const spans = await spansOf(async (api) => {
      await api.call('calculateStatement', { uuid, body: { month: '2025-03' }, headers: { traceparent } });
      await api.call('getCreditBalance', { uuid, headers: { traceparent: 'nonsense' } });
    });
    expect(spans.map(({ name }) => name)).toEqual(['getCreditBalance']);
  });
});

describe('a calculation', () => {
  it('is a child of its request, with the steps of the billing rules as events', async () => {
    const spans = await spansOf(async (api) => {
      await api.call('createMeters', { uuid, body: reading });
      await api.call('calculateStatement', { uuid, body: { month: '2025-03' }, headers: caller });
    });
    const [request, calculation] = [one(spans, 'calculateStatement'), one(spans, 'calculate')];
    expect([calculation.traceId, calculation.parentSpanId, calculation.kind]).toEqual([
      CALLER_TRACE,
      request.spanId,
      1,
    ]);
    expect(calculation.attributes).toEqual({
      'billing.account': uuid,
      'billing.member': 'kr',
      'billing.month': '2025-03',
    });
    expect(calculation.events.map(({ name }) => name)).toEqual([
      'aggregate',
      'price',
      'contract',
      'adjust',
      'credit',
      'tax',
      'carry',
    ]);
    const figures = Object.fromEntries(calculation.events.map(({ name, attributes }) => [name, attributes]));
    expect(figures).toMatchObject({
      price: { 'billing.figures': 2 },
      contract: { 'billing.subtotal': 39_899, 'billing.base_fee': 0 },
      credit: { 'billing.charge': 39_899 },
      tax: { 'billing.vat': 3_989, 'billing.vat.exact': '3989.9' },
      carry: { 'billing.total_amount': 43_888 },
    });
  });

  it('of each month that a clock goes through, and of an explanation, is one too', async () => {
    const spans = await spansOf(async (api) => {
      await api.call('setClock', { uuid, body: { now: '2025-03-01T00:00:00+09:00' } });
      const april = { ...reading, timestamp: '2025-04-10T00:00:00Z' };
      await api.call('createMeters', { uuid, body: { meterList: [reading, april] } });
      await api.call('advanceClock', { uuid, body: { to: '2025-05-02T00:00:00+09:00' } });
      await api.call('explainStatement', { uuid, path: { month: '2025-03' } });
    });
    const monthsOf = (name: string) => {
      const { spanId } = one(spans, name);
      const children = named(spans, 'calculate').filter(({ parentSpanId }) => parentSpanId === spanId);
      return children.map(({ attributes }) => attributes['billing.month']);
    };
    expect(monthsOf('advanceClock')).toEqual(['2025-03', '2025-04']);
    expect(monthsOf('explainStatement')).toEqual(['2025-03']);
  });

  it('of a preview and of each account of a batch is one too, also after the answer', async () => {
    const spans = await spansOf(async (api) => {
      const usage = [{ counterName: 'test.x', counterUnit: 'EA', counterVolume: 1 }];
      await api.call('previewStatement', { body: { month: '2025-03', usage } });
      for (const account of ['a', 'b']) await api.call('createMeters', { uuid: account, body: reading });
      const batch = { batchJobCode: 'API_CALCULATE_USAGE_AND_PRICE', date: '2025-03', is_async: true } as const;
      const { batchId } = await api.call('createBatch', { body: batch });
      const isDone = async () => (await api.call('getBatch', { path: { batchId } })).status;
      await expect.poll(isDone).toBe('COMPLETED');
    });
    const childrenOf = (name: string) => {
      const { spanId } = one(spans, name);
      return named(spans, 'calculate').filter(({ parentSpanId }) => parentSpanId === spanId);
    };
    expect(childrenOf('previewStatement')).toHaveLength(1);
    const accounts = childrenOf('createBatch').map(({ attributes }) => attributes['billing.account']);
    expect(accounts).toEqual(['a', 'b']);
  });
});

/** Runs the command with these variables, sends it a request, stops it, and gives its log. */
async function logOf(env: Record<string, string>, args: readonly string[] = []) {
  const { child, exited, url } = await listeningCli(['--port', '0', ...args], env);
  const log = text(child.stderr);
  await (await fetch(`${url}/billing/credits/balance`, { headers: { uuid, ...caller } })).text();
  child.kill('SIGTERM');
  expect(await exited).toEqual({ code: 0, signal: null });
  return (await log)
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Record<string, unknown> => JSON.parse(line));
}

describe('the command', () => {
  it('goes by the variables of OpenTelemetry, sends what is left when it stops, and logs the ids', async () => {
    const receiver = await collector();
    const entries = await logOf(
      {
        OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
        OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20token',
        OTEL_SERVICE_NAME: 'billing-in-test',
        OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test,team=billing',
      },
      ['--log-level', 'debug'],
    );
    const span = one(receiver.spans, 'getCreditBalance');
    expect(span.resource).toMatchObject({
      'service.name': 'billing-in-test',
      'deployment.environment.name': 'test',
      team: 'billing',
    });
    expect(receiver.headers[0]).toMatchObject({ authorization: 'Bearer token', 'content-type': 'application/json' });
    const entry = entries.find(({ operationId }) => operationId === 'getCreditBalance');
    expect(entry).toMatchObject({ trace_id: CALLER_TRACE, span_id: span.spanId });
  });

  it('tells once that the collector cannot be reached, and answers all the same', async () => {
    const receiver = await startOtlpReceiver();
    receiver.close();
    const entries = await logOf({
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${receiver.url}/v1/traces`,
      OTEL_EXPORTER_OTLP_TIMEOUT: '500',
    });
    expect(entries.filter(({ level }) => level === 40).map(({ msg }) => msg)).toEqual([
      expect.stringMatching(
        /^The traces do not reach the collector http:\/\/127\.0\.0\.1:\d+\/v1\/traces: .*ECONNREFUSED/,
      ),
    ]);
  });

  it('makes no traces unless it is told to', async () => {
    const receiver = await collector();
    const off = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_SDK_DISABLED: 'true' };
    const [entry] = (await logOf(off, ['--log-level', 'debug'])).filter(({ operationId }) => operationId !== undefined);
    expect(entry).not.toHaveProperty('trace_id');
    expect(receiver.headers).toEqual([]);
  });

  test('a collector without a URL is refused, and a protocol that is not spoken is told', async () => {
    const { stderr, code } = await runCli(['--port', '0'], { OTEL_EXPORTER_OTLP_ENDPOINT: 'localhost:4318' });
    expect([stderr, code]).toEqual([
      "OTEL_EXPORTER_OTLP_ENDPOINT has to be an http or https URL, not 'localhost:4318'.\n",
      2,
    ]);
    const receiver = await collector();
    const entries = await logOf({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' });
    expect(entries.find(({ level }) => level === 40)?.msg).toMatch(/^Traces are sent as http\/json, not as grpc: /);
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMockServer } from '@billing-testkit/mock-server';
import * as openTelemetry from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { BasicTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, test } from 'vitest';
import { type OtlpReceiver, type ReceivedSpan, startOtlpReceiver } from '../../../test/otlp-receiver.ts';
import { refuses, scriptedServer, succeeds } from '../../test/scripted-server.ts';
import { webPackage } from '../../test/web-client.ts';
import type * as sdk from '../index.ts';
import { BillingClient } from '../index.ts';

const month = '2025-03';
let receiver: OtlpReceiver;
let provider: BasicTracerProvider;

/** The set-up of a user's program that makes traces, as the documentation of OpenTelemetry tells it. */
beforeAll(async () => {
  receiver = await startOtlpReceiver();
  const exporter = new OTLPTraceExporter({ url: `${receiver.url}/v1/traces` });
  provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  openTelemetry.trace.setGlobalTracerProvider(provider);
  openTelemetry.context.setGlobalContextManager(new AsyncLocalStorageContextManager());
  openTelemetry.propagation.setGlobalPropagator(new W3CTraceContextPropagator());
});

afterAll(async () => {
  for (const part of [openTelemetry.trace, openTelemetry.context, openTelemetry.propagation]) part.disable();
  await provider.shutdown();
  receiver.close();
});

/** The spans of a trace that have arrived. */
async function spansOf(traceId: string): Promise<readonly ReceivedSpan[]> {
  await provider.forceFlush();
  return receiver.spans.filter((span) => span.traceId === traceId);
}

const traceIdOf = (traceparent: unknown) => String(traceparent).split('-')[1] ?? '';

/** The span of the one call that a server received, and the header that told of it. */
async function onlySpan(received: readonly { readonly headers: object }[]) {
  const headers: { readonly traceparent?: unknown } = received[0]?.headers ?? {};
  const spans = await spansOf(traceIdOf(headers.traceparent));
  expect(spans).toHaveLength(1);
  return { span: spans[0], traceparent: headers.traceparent };
}

describe('a call', () => {
  it('is a child of the active span, and the parent of what the server does, down to the calculation', async () => {
    const server = await startMockServer({ port: 0, traces: { url: `${receiver.url}/v1/traces` } });
    const client = new BillingClient({ baseUrl: server.url, uuid: 'acme' });
    const tracer = openTelemetry.trace.getTracer('test');
    const { traceId, spanId } = await tracer.startActiveSpan('bill March', async (span) => {
      await client.meters.create({
        counterName: 'test.x',
        counterUnit: 'EA',
        counterVolume: 1_000,
        timestamp: '2025-03-10T00:00:00Z',
      });
      await client.calculations.run({ month });
      span.end();
      return span.spanContext();
    });
    await server.close();
    const spans = await spansOf(traceId);
    const called = (name: string, kind: number) => spans.filter((span) => span.name === name && span.kind === kind);
    const [client1, server1, calculation] = [
      called('calculateStatement', 3),
      called('calculateStatement', 2),
      called('calculate', 1),
    ];
    expect([client1.length, server1.length, calculation.length]).toEqual([1, 1, 1]);
    expect(client1[0]?.parentSpanId).toBe(spanId);
    expect(server1[0]?.parentSpanId).toBe(client1[0]?.spanId);
    expect(calculation[0]?.parentSpanId).toBe(server1[0]?.spanId);
    expect(calculation[0]?.events.map(({ name }) => name)).toContain('tax');
    expect(called('createMeters', 3)[0]?.parentSpanId).toBe(spanId);
    expect(client1[0]?.attributes).toMatchObject({
      'http.request.method': 'POST',
      'url.full': `${server.url}/billing/admin/calculations`,
      'url.template': '/billing/admin/calculations',
      'server.address': 'localhost',
      'server.port': Number(new URL(server.url).port),
      'http.response.status_code': 200,
      'billing.account': 'acme',
    });
  });

  it('that is repeated is one span, and tells how often', async () => {
    const { url, received } = await scriptedServer(refuses(503, 'INTERNAL'), succeeds({ statements: [] }));
    await new BillingClient({ baseUrl: url }).statements.get(month);
    const { span, traceparent } = await onlySpan(received);
    expect(span?.attributes).toMatchObject({ 'http.request.resend_count': 1, 'http.response.status_code': 200 });
    expect(received.map(({ headers }) => headers.traceparent)).toEqual([traceparent, traceparent]);
  });

  test.each([
    ['is refused', refuses(404, 'NOT_FOUND'), { 'error.type': 'NOT_FOUND', 'http.response.status_code': 404 }],
    ['gets no answer', undefined, { 'error.type': 'TIMEOUT' }],
  ])('that %s is an error', async (_, reply, attributes) => {
    const { url, received } = await scriptedServer(reply ?? (() => undefined));
    const client = new BillingClient({ baseUrl: url, retries: 0, ...(!reply && { timeoutMs: 50 }) });
    await expect(client.statements.get(month)).rejects.toThrow();
    // Without an answer, the time may be up before the server has received the request.
    if (received.length === 0) return;
    const { span } = await onlySpan(received);
    expect(span).toMatchObject({ status: { code: 2 }, attributes });
  });

  it('keeps the traceparent of its caller, and no password in its span', async () => {
    const { url, received } = await scriptedServer(succeeds({ statements: [] }));
    const client = new BillingClient({ baseUrl: url.replace('://', '://me:secret@') });
    await client.statements.get(month);
    expect(JSON.stringify(await onlySpan(received))).not.toContain('secret');
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    await client.statements.get(month, { headers: { Traceparent: traceparent } });
    expect(received[1]?.headers.traceparent).toBe(traceparent);
  });

  it('has no span when the client is told so', async () => {
    const { url, received } = await scriptedServer(succeeds({ statements: [] }));
    await new BillingClient({ baseUrl: url, openTelemetry: false }).statements.get(month);
    expect(received[0]?.headers).not.toHaveProperty('traceparent');
  });
});

test('another module than that of OpenTelemetry is refused', () => {
  const options = JSON.parse('{"baseUrl": "http://localhost", "openTelemetry": {"trace": {}}}');
  expect(() => new BillingClient(options)).toThrow(
    new TypeError('openTelemetry must be the module of @opentelemetry/api, or false for none'),
  );
});

/** The package as a program has it in whose folder there is nothing else. */
async function alone(): Promise<typeof sdk> {
  const folder = mkdtempSync(join(tmpdir(), 'sdk-alone-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const outfile = join(folder, 'sdk.cjs');
  const stdin = { contents: "export * from '@billing-testkit/sdk'", resolveDir: import.meta.dirname };
  await build({ stdin, bundle: true, platform: 'node', format: 'cjs', outfile });
  return createRequire(import.meta.url)(outfile);
}

describe.each([
  ['where OpenTelemetry is not installed', alone],
  ['in a browser', webPackage],
])('%s', (_, load) => {
  it('calls have no span, unless the client is given the module', async () => {
    const client = await load();
    const { url, received } = await scriptedServer(succeeds({ statements: [] }));
    await new client.BillingClient({ baseUrl: url }).statements.get(month);
    await new client.BillingClient({ baseUrl: url, openTelemetry }).statements.get(month);
    expect(received[0]?.headers).not.toHaveProperty('traceparent');
    expect(await spansOf(traceIdOf(received[1]?.headers.traceparent))).toHaveLength(1);
  });
});

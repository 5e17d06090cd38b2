import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Account, Calculating, Trace } from '@billing-testkit/engine';
import { type Context, defaultTextMapGetter, ROOT_CONTEXT, SpanKind, type Tracer, trace } from '@opentelemetry/api';
import type { Log } from '../log/log.ts';
import { tracedCalculation } from './calculation-span.ts';
import { CollectorExporter } from './collector-exporter.ts';
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
  W3CTraceContextPropagator,
} from './open-telemetry-packages.ts';
import { RequestSpan, requestAttributes } from './request-span.ts';
import type { CalculationFacts, RequestTrace, Traces } from './traces.ts';

const SERVICE = 'billing-mock-server';

/** Pages that are asked for again and again: their spans would bury the others. */
const PROBED = /^(?:\/[\w.~-]+)*\/(?:health(?:\/live|\/ready)?|metrics)(?:\?|$)/;

/** The longest time for the last traces when the collector did not take those before them. */
const HOPELESS_WITHIN_MS = 500;

/**
 * Traces that go to a collector by OTLP over HTTP. The variables of OpenTelemetry (`OTEL_…`) say where it is, which headers it wants,
 * the name and the attributes of the service, and which traces are kept. Servers of one process share nothing.
 */
export class OpenTelemetryTraces implements Traces {
  readonly #exporter: CollectorExporter;
  readonly #provider: BasicTracerProvider;
  readonly #tracer: Tracer;
  readonly #propagator = new W3CTraceContextPropagator();
  readonly #current = new AsyncLocalStorage<Context>();

  /** `url` is the address that traces are sent to; the variables name it when it is absent. Only the first failure is told in the log. */
  constructor(log: Log, url?: string) {
    this.#exporter = new CollectorExporter(log, url);
    const service = resourceFromAttributes({ 'service.name': SERVICE, 'service.instance.id': randomUUID() });
    const resource = defaultResource()
      .merge(service)
      .merge(detectResources({ detectors: [envDetector] }));
    const spanProcessors = [new BatchSpanProcessor(this.#exporter)];
    this.#provider = new BasicTracerProvider({ resource, spanProcessors });
    this.#tracer = this.#provider.getTracer(SERVICE);
  }

  begin(request: IncomingMessage, requestId: string): RequestTrace | undefined {
    if (PROBED.test(request.url ?? '')) return undefined;
    const caller = this.#propagator.extract(ROOT_CONTEXT, request.headers, defaultTextMapGetter);
    const attributes = { ...requestAttributes(request), 'billing.request_id': requestId };
    const span = this.#tracer.startSpan(request.method ?? 'HTTP', { kind: SpanKind.SERVER, attributes }, caller);
    return new RequestSpan(span, (task) => this.#current.run(trace.setSpan(caller, span), task));
  }

  traced<Result>(facts: CalculationFacts, calculate: (figures: Trace | undefined) => Result): Result {
    return tracedCalculation(this.#tracer, this.#current.getStore() ?? ROOT_CONTEXT, facts, calculate);
  }

  ofAccount({ uuid, member }: Pick<Account, 'uuid' | 'member'>): Calculating {
    return (month, calculate) => this.traced({ account: uuid, member: member.member, month }, calculate);
  }

  async close(timeoutMs: number): Promise<void> {
    const timeUp = new AbortController();
    const limit = this.#exporter.isFailing ? Math.min(timeoutMs, HOPELESS_WITHIN_MS) : timeoutMs;
    const sent = this.#provider.shutdown().catch(() => undefined);
    await Promise.race([sent, wait(limit, undefined, { signal: timeUp.signal })]);
    timeUp.abort();
  }
}

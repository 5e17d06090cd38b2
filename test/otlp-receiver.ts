import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { json } from 'node:stream/consumers';

/** A span as it arrived, with its attributes by name. */
export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  /** 1 internal, 2 server, 3 client. */
  readonly kind: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly events: readonly { readonly name: string; readonly attributes: Readonly<Record<string, unknown>> }[];
  /** 2 for an error. */
  readonly status: { readonly code?: number };
  readonly resource: Readonly<Record<string, unknown>>;
}

/** A collector of OpenTelemetry that takes traces by OTLP over HTTP as JSON and keeps them. */
export interface OtlpReceiver {
  /** The URL for `OTEL_EXPORTER_OTLP_ENDPOINT`; that for traces alone has `/v1/traces` behind it. */
  readonly url: string;
  readonly spans: readonly ReceivedSpan[];
  /** The headers of the requests that came. */
  readonly headers: readonly IncomingHttpHeaders[];
  readonly close: () => void;
}

export async function startOtlpReceiver(): Promise<OtlpReceiver> {
  const spans: ReceivedSpan[] = [];
  const headers: IncomingHttpHeaders[] = [];
  const server = createServer(async (request, response) => {
    const body: unknown = await json(request);
    headers.push(request.headers);
    const isKnown = request.method === 'POST' && request.url === '/v1/traces' && isTraces(body);
    if (isKnown) spans.push(...spansIn(body));
    response.writeHead(isKnown ? 200 : 404, { 'content-type': 'application/json' }).end('{}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}`, spans, headers, close };
}

interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string; readonly intValue?: number | string; readonly doubleValue?: number };
}

interface Attributed {
  readonly attributes: readonly Attribute[];
}

interface SentSpan extends Omit<ReceivedSpan, 'attributes' | 'events' | 'resource'>, Attributed {
  readonly events?: readonly (Attributed & { readonly name: string })[];
}

interface Traces {
  readonly resourceSpans: readonly {
    readonly resource: Attributed;
    readonly scopeSpans: readonly { readonly spans: readonly SentSpan[] }[];
  }[];
}

function isTraces(body: unknown): body is Traces {
  return typeof body === 'object' && body !== null && 'resourceSpans' in body;
}

function spansIn({ resourceSpans }: Traces): ReceivedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap((scope) =>
      scope.spans.map((span) => ({
        ...span,
        attributes: byName(span),
        events: (span.events ?? []).map((event) => ({ name: event.name, attributes: byName(event) })),
        resource: byName(resource),
      })),
    ),
  );
}

function byName({ attributes }: Attributed): Record<string, unknown> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [key, value.stringValue ?? value.doubleValue ?? Number(value.intValue)]),
  );
}

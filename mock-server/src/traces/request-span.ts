import type { IncomingMessage } from 'node:http';
import { type Attributes, type Span, SpanStatusCode } from '@opentelemetry/api';
import type { TraceIds } from '../log/log.ts';
import type { Outcome, RequestTrace } from './traces.ts';

type RunInContext = <Result>(task: () => Result) => Result;

const FIRST_SERVER_ERROR = 500;

/** The span of a request, with the attributes that OpenTelemetry's conventions give spans of HTTP servers. */
export class RequestSpan implements RequestTrace {
  readonly ids: TraceIds;
  readonly run: RunInContext;
  readonly #span: Span;

  constructor(span: Span, run: RunInContext) {
    const { traceId, spanId } = span.spanContext();
    this.ids = { trace_id: traceId, span_id: spanId };
    this.run = run;
    this.#span = span;
  }

  found({ operationId, path }: { readonly operationId: string; readonly path: string }): void {
    this.#span.updateName(operationId);
    this.#span.setAttribute('http.route', path);
  }

  /** A refusal is an error of the client, not of the server, and leaves the status of the span open. */
  end({ status, code, account }: Outcome): void {
    this.#span.setAttribute('http.response.status_code', status);
    if (account !== undefined) this.#span.setAttribute('billing.account', account);
    if (code !== undefined) this.#span.setAttribute('billing.error', code);
    if (status >= FIRST_SERVER_ERROR) {
      this.#span.setAttribute('error.type', code ?? String(status));
      this.#span.setStatus({ code: SpanStatusCode.ERROR });
    }
    this.#span.end();
  }
}

/** The facts that are known when a request arrives. The query is left out, as it is in the log. */
export function requestAttributes({
  method = '',
  url = '',
  headers,
  httpVersion,
  socket,
}: IncomingMessage): Attributes {
  const host = URL.canParse(`http://${headers.host}`) ? new URL(`http://${headers.host}`) : undefined;
  return {
    'http.request.method': method,
    'url.path': url.split('?', 1)[0] ?? '',
    'url.scheme': 'http',
    'network.protocol.version': httpVersion,
    ...(host && { 'server.address': host.hostname, 'server.port': Number(host.port || 80) }),
    ...(socket.remoteAddress && { 'client.address': socket.remoteAddress }),
    ...(headers['user-agent'] && { 'user_agent.original': headers['user-agent'] }),
  };
}

import { platform } from '#platform';
import { BillingApiError } from '../errors/billing-api-error.ts';
import { type ContextLike, isOpenTelemetryApi, type OpenTelemetryApi, type SpanLike } from './open-telemetry-api.ts';

const TRACER = 'billing-testkit-sdk';

/** The numbers that OpenTelemetry gives to spans of clients and to errors. */
const CLIENT = 2;
const ERROR = 2;

/** The facts about a call that its span has. */
export interface CallFacts {
  readonly operationId: string;
  readonly method: string;
  readonly url: string;
  /** The path of the operation with its parameters in braces. */
  readonly template: string;
  readonly uuid: string | undefined;
}

/** A place for headers that are not there already. */
export interface Headers {
  has(name: string): boolean;
  set(name: string, value: string): unknown;
}

/** Told of each attempt of a call, by its number from 1. */
type OnAttempt = (attempt: number) => void;

/** Puts each call into a span of OpenTelemetry, and tells the server of it by `traceparent`. Without OpenTelemetry it does nothing. */
export class CallTracing {
  readonly #api: Promise<OpenTelemetryApi | undefined>;

  /** `undefined` stands for the package that is installed, `false` for none. */
  constructor(given: OpenTelemetryApi | false | undefined) {
    this.#api = given === undefined ? installed() : Promise.resolve(given === false ? undefined : given);
  }

  /** Makes a call in a span of its own, a child of the span that is active. The headers of the call get those of the trace. */
  async traced<Answer extends { readonly status: number }>(
    facts: CallFacts,
    headers: Headers,
    call: (onAttempt: OnAttempt) => Promise<Answer>,
  ): Promise<Answer> {
    const api = await this.#api;
    if (!api) return call(() => undefined);
    const parent = api.context.active();
    const options = { kind: CLIENT, attributes: attributesOf(facts) };
    const span = api.trace.getTracer(TRACER).startSpan(facts.operationId, options, parent);
    const context = api.trace.setSpan(parent, span);
    addTo(headers, api, context);
    const onAttempt = (attempt: number) => {
      if (attempt > 1) span.setAttribute('http.request.resend_count', attempt - 1);
    };
    return ended(
      span,
      api.context.with(context, () => call(onAttempt)),
    );
  }
}

let found: Promise<OpenTelemetryApi | undefined> | undefined;

/** The package, looked for once. */
function installed(): Promise<OpenTelemetryApi | undefined> {
  found ??= platform.openTelemetry().then(
    (module) => (isOpenTelemetryApi(module) ? module : undefined),
    () => undefined,
  );
  return found;
}

function attributesOf({ method, url, template, uuid }: CallFacts): Record<string, string | number> {
  const plain = new platform.URL(url);
  const { protocol, hostname, port } = plain;
  // A password is nobody else's business.
  Object.assign(plain, { username: '', password: '' });
  return {
    'http.request.method': method,
    'url.full': plain.href,
    'url.template': template,
    'server.address': hostname,
    'server.port': Number(port || (protocol === 'https:' ? 443 : 80)),
    ...(uuid !== undefined && { 'billing.account': uuid }),
  };
}

/** A caller's own headers win. */
function addTo(headers: Headers, api: OpenTelemetryApi, context: ContextLike): void {
  const carrier: Record<string, string> = {};
  api.propagation.inject(context, carrier);
  for (const [name, value] of Object.entries(carrier)) if (!headers.has(name)) headers.set(name, value);
}

async function ended<Answer extends { readonly status: number }>(
  span: SpanLike,
  answering: Promise<Answer>,
): Promise<Answer> {
  try {
    const answer = await answering;
    span.setAttribute('http.response.status_code', answer.status);
    return answer;
  } catch (error) {
    const { code, status } = error instanceof BillingApiError ? error : { code: 'INTERNAL', status: undefined };
    if (status !== undefined) span.setAttribute('http.response.status_code', status);
    span.setAttribute('error.type', code);
    span.setStatus({ code: ERROR });
    throw error;
  } finally {
    span.end();
  }
}

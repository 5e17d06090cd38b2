/**
 * The part of the package `@opentelemetry/api` that the client uses, written down here so that the types of this package do not need
 * it. `import * as openTelemetry from '@opentelemetry/api'` has this type.
 */
export interface OpenTelemetryApi {
  readonly trace: {
    getTracer(name: string): TracerLike;
    setSpan(context: ContextLike, span: SpanLike): ContextLike;
  };
  readonly context: {
    active(): ContextLike;
    with<Result>(context: ContextLike, task: () => Result): Result;
  };
  readonly propagation: {
    inject(context: ContextLike, carrier: object): void;
  };
}

/** The context that spans belong to. */
export interface ContextLike {
  getValue(key: symbol): unknown;
  setValue(key: symbol, value: unknown): ContextLike;
  deleteValue(key: symbol): ContextLike;
}

interface TracerLike {
  startSpan(name: string, options: SpanOptions, context: ContextLike): SpanLike;
}

interface SpanOptions {
  readonly kind: number;
  readonly attributes: Record<string, string | number>;
}

export interface SpanLike {
  setAttribute(name: string, value: string | number): unknown;
  setStatus(status: { readonly code: number }): unknown;
  end(): void;
}

/** Whether a module is `@opentelemetry/api`, or works like it. */
export function isOpenTelemetryApi(module: unknown): module is OpenTelemetryApi {
  return methods.every(([part, method]) => typeof memberOf(memberOf(module, part), method) === 'function');
}

const methods = [
  ['trace', 'getTracer'],
  ['trace', 'setSpan'],
  ['context', 'active'],
  ['context', 'with'],
  ['propagation', 'inject'],
] as const;

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

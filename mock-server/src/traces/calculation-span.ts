import { BillingError, type Step, steps, type Trace, type TracedFigure } from '@billing-testkit/engine';
import { type Attributes, type Context, type Span, SpanKind, SpanStatusCode, type Tracer } from '@opentelemetry/api';
import type { CalculationFacts } from './traces.ts';

/** Makes a calculation in a span of its own. A span that nobody keeps asks the calculation for no figures. */
export function tracedCalculation<Result>(
  tracer: Tracer,
  parent: Context,
  { account, member, month }: CalculationFacts,
  calculate: (trace: Trace | undefined) => Result,
): Result {
  const facts = { 'billing.member': member, 'billing.month': month };
  const attributes = { ...facts, ...(account !== undefined && { 'billing.account': account }) };
  const span = tracer.startSpan('calculate', { kind: SpanKind.INTERNAL, attributes }, parent);
  const events = span.isRecording() ? new StepEvents(span) : undefined;
  try {
    const result = calculate(events && ((figure) => events.add(figure)));
    events?.finish();
    return result;
  } catch (error) {
    span.setAttribute('error.type', error instanceof BillingError ? error.code : 'INTERNAL');
    span.setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    span.end();
  }
}

/** Makes an event of each step when the calculation is through with it: the number of its figures, and those of the whole bill. */
class StepEvents {
  readonly #span: Span;
  #index = 0;
  #figures = 0;
  #ofBill: Attributes = {};

  constructor(span: Span) {
    this.#span = span;
  }

  add({ step, figure, of, value, exact }: TracedFigure): void {
    this.#goTo(steps.indexOf(step));
    this.#figures += 1;
    if (of) return;
    const name = `billing.${snakeCase(figure)}`;
    this.#ofBill[name] = value;
    if (exact !== String(value)) this.#ofBill[`${name}.exact`] = exact;
  }

  finish(): void {
    this.#goTo(steps.length);
  }

  #goTo(index: number): void {
    for (; this.#index < index; this.#index += 1) {
      const step: Step | undefined = steps[this.#index];
      if (step === undefined) return;
      this.#span.addEvent(step, { 'billing.figures': this.#figures, ...this.#ofBill });
      this.#figures = 0;
      this.#ofBill = {};
    }
  }
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

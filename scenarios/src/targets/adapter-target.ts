import { setMaxListeners } from 'node:events';
import type { Outcome } from '../cases/bill.ts';
import type { BillingCase } from '../cases/billing-case.ts';
import type { Capability } from '../cases/capabilities.ts';
import { type CaseContext, reasonOf, type Target, TargetProblem } from './target.ts';

const MAX_EXCERPT = 120;

/**
 * A target of a module. Its answers are checked, its calls have a time limit, and a run that is stopped does not wait for it.
 */
export class AdapterTarget implements Target {
  readonly name: string;
  readonly omits: readonly string[];
  readonly supports: readonly Capability[] | undefined;
  readonly members: readonly string[] | undefined;
  readonly counters: readonly string[] | undefined;
  readonly allowsCopies: boolean;
  readonly #adapter: Target;
  readonly #timeoutMs: number;

  constructor(adapter: Target, timeoutMs: number) {
    this.name = adapter.name;
    this.omits = adapter.omits ?? [];
    this.supports = adapter.supports;
    this.members = adapter.members;
    this.counters = adapter.counters;
    this.allowsCopies = adapter.allowsCopies ?? false;
    this.#adapter = adapter;
    this.#timeoutMs = timeoutMs;
  }

  async check(signal: AbortSignal): Promise<void> {
    await this.#inTime(async (limit) => this.#adapter.check?.(limit), signal).catch((cause: unknown) => {
      throw new TargetProblem(`${this.name} can't be used: ${reasonOf(cause)}`, { cause });
    });
  }

  async bill(billingCase: BillingCase, { uuid, signal }: CaseContext): Promise<Outcome> {
    const outcome = await this.#inTime(
      async (limit) => this.#adapter.bill(billingCase, { uuid, signal: limit }),
      signal,
    );
    if (isOutcome(outcome)) return outcome;
    throw new TypeError(
      `bill() of ${this.name} must answer { refusals: [], bill: readBill(statement) }, not ${excerptOf(outcome)}`,
    );
  }

  async close(): Promise<void> {
    await this.#inTime(async () => this.#adapter.close?.(), new AbortController().signal);
  }

  /**
   * Runs a task with a signal that aborts when its time is up or the run is stopped. An adapter may not listen to the signal, so its
   * promise is not waited for then. The SDK, which knows that its own requests listen, waits for them to end.
   */
  async #inTime<Result>(task: (limit: AbortSignal) => Promise<Result>, signal: AbortSignal): Promise<Result> {
    signal.throwIfAborted();
    const controller = new AbortController();
    const tooLong = new Error(`${this.name} took more than ${this.#timeoutMs} ms.`);
    const timer = setTimeout(() => controller.abort(tooLong), this.#timeoutMs);
    const passOn = () => controller.abort(signal.reason);
    // All cases in flight share the signal; Node would take more than ten of them for a leak.
    setMaxListeners(0, signal);
    signal.addEventListener('abort', passOn);
    try {
      return await Promise.race([task(controller.signal), abortOf(controller.signal)]);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', passOn);
    }
  }
}

function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}

/** Whether a value has a list of refusals and a bill, as the answer of a target must. */
function isOutcome(value: unknown): value is Outcome {
  if (typeof value !== 'object' || value === null || !('refusals' in value && 'bill' in value)) return false;
  const { refusals, bill } = value;
  return Array.isArray(refusals) && (bill === undefined || isBill(bill));
}

function isBill(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('totals' in value)) return false;
  const lists = Object.entries(value).filter(([name]) => name !== 'totals');
  return lists.length === 3 && lists.every(([, list]) => Array.isArray(list));
}

function excerptOf(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > MAX_EXCERPT ? `${text.slice(0, MAX_EXCERPT)}…` : text;
}

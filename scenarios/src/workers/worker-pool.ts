import type { Outcome } from '../cases/bill.ts';
import type { BillingCase } from '../cases/billing-case.ts';
import { type Cell, MatrixProblem } from '../matrices/matrix.ts';
import type { ResultWithEvidence } from '../runs/run-cell.ts';
import { isModulePath, LOADED_WITHIN_MS } from '../targets/load-module.ts';
import { type CaseContext, reasonOf, type Target, TargetProblem } from '../targets/target.ts';
import { DEFAULT_TIMEOUT_MS } from '../targets/target-options.ts';
import type { AboutTarget, WorkerSettings } from './worker-messages.ts';
import { WorkerThread } from './worker-thread.ts';

/** The matrix and the target that each worker of a pool loads. */
export type PoolSettings = Omit<WorkerSettings, 'hasMockInside'>;

/** Workers that run the cells of a matrix against a target. */
export class WorkerPool {
  /** The target, to have it bill a single case in one of the threads. */
  readonly target: Target;
  readonly #threads: readonly WorkerThread[];

  /**
   * Starts as many workers, or one when the target allows no copies. Resolves when the first is ready; the others join it when they
   * are. Throws a `UsageError`, `MatrixProblem` or `TargetProblem` when the matrix or the target can't be used.
   */
  static async start(settings: PoolSettings, count: number): Promise<WorkerPool> {
    // A mock beside a single worker makes use of a second core. Several workers make use of all cores, each with a mock of its own.
    const limits = limitsOf(settings);
    const newThread = () => new WorkerThread({ ...settings, hasMockInside: count > 1 }, limits);
    const newThreads = (number: number) => Array.from({ length: number }, newThread);
    // Only a module has to be asked whether it allows copies.
    const isAsked = isModulePath(settings.target);
    const first = newThread();
    const others = isAsked ? [] : newThreads(count - 1);
    startAll(others);
    try {
      const about = await first.start();
      const copies = isAsked && about.allowsCopies ? newThreads(count - 1) : [];
      startAll(copies);
      return new WorkerPool([first, ...others, ...copies], about);
    } catch (error) {
      await Promise.all(others.map((thread) => thread.close(0)));
      throw error;
    }
  }

  private constructor(threads: readonly WorkerThread[], about: AboutTarget) {
    this.#threads = threads;
    this.target = { ...about, bill: (billingCase, context) => this.#bill(billingCase, context) };
  }

  /** The number of workers. */
  get size(): number {
    return this.#threads.length;
  }

  /** The reason why no cell can be run any more: a worker has ended. */
  get problem(): TargetProblem | undefined {
    return this.#threads.find(({ ended }) => ended)?.ended;
  }

  /** Has the worker with the fewest cells run one. Throws a `MatrixProblem` when it has no case, and a `TargetProblem` when a worker has ended. */
  async runCell(cell: Cell, { uuid, signal }: CaseContext): Promise<ResultWithEvidence> {
    try {
      return { ...(await this.#leastBusy().call('runCell', { cell, uuid }, signal)), cell };
    } catch (error) {
      if (error instanceof MatrixProblem || error instanceof TargetProblem) throw error;
      return { verdict: 'failed', cell, message: reasonOf(error) };
    }
  }

  /** Has every worker release its target, and ends them all, after so many milliseconds at the latest. Throws the errors of a target. */
  async close(withinMs: number): Promise<void> {
    const ends = await Promise.allSettled(this.#threads.map((thread) => thread.close(withinMs)));
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed) throw failed.reason;
  }

  async #bill(billingCase: BillingCase, { uuid, signal }: CaseContext): Promise<Outcome> {
    return this.#leastBusy().call('bill', { billingCase, uuid }, signal);
  }

  #leastBusy(): WorkerThread {
    if (this.problem) throw this.problem;
    const ready = this.#threads.filter(({ isReady }) => isReady);
    const [first] = ready.toSorted((one, other) => one.callCount - other.callCount);
    if (!first) throw new TargetProblem(`No worker of ${this.target.name} is ready.`);
    return first;
  }
}

/** Starts workers that nobody waits for: a mistake in one is found when it is to run a cell. */
function startAll(threads: readonly WorkerThread[]): void {
  for (const thread of threads) thread.start().catch(() => undefined);
}

/** The time beyond the limit of a case after which an adapter that has not even been told so is taken for blocked. */
const BLOCKED_AFTER_MS = 5_000;

/**
 * The times after which a thread is blocked: without any answer, and until it is ready. Only an adapter can block it; each of its cases, and
 * the loading of a matrix and of the adapter, come to an end in time when its thread is free.
 */
function limitsOf({ target, options }: PoolSettings): { blockedAfterMs?: number; readyWithinMs?: number } {
  if (!isModulePath(target)) return {};
  const { timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  const blockedAfterMs = timeoutMs + BLOCKED_AFTER_MS;
  return { blockedAfterMs, readyWithinMs: 2 * LOADED_WITHIN_MS + blockedAfterMs };
}

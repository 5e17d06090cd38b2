import { standardPolicy } from '@billing-testkit/engine';
import { referenceFor } from '../cases/reference.ts';
import { findMatrix } from '../runs/find-matrix.ts';
import { type Comparison, runCell } from '../runs/run-cell.ts';
import { openTarget, type StartMock } from '../targets/open-target.ts';
import { checkTarget } from '../targets/target.ts';
import type { AboutTarget, Answer, Asked, CallMessage, CallName, WorkerSettings } from './worker-messages.ts';

type Calls = {
  readonly [Name in CallName]: (asked: Asked<Name>, signal: AbortSignal) => Promise<Answer<Name>>;
};

/** The matrix and the target of a thread, and the calls that it has been asked to make. */
export class MatrixWorker {
  readonly #comparison: Comparison;
  readonly #close: () => Promise<void>;
  /** The calls that have not come to an end. */
  readonly #running = new Map<number, AbortController>();
  readonly #calls: Calls = {
    runCell: async ({ cell: asked, uuid }, signal) => {
      const { cell, ...result } = await runCell(this.#comparison, asked, { uuid, signal });
      return result;
    },
    bill: ({ billingCase, uuid }, signal) => this.#comparison.target.bill(billingCase, { uuid, signal }),
    close: async () => {
      await this.#close();
      return null;
    },
  };

  /** Loads the matrix and the target, and checks the target. Throws when it can't be used. */
  static async open({ matrix, target: named, options, policy = standardPolicy, ...settings }: WorkerSettings) {
    const { via = 'account' } = options;
    const loaded = (await findMatrix(matrix)).forPolicy(policy);
    const start = settings.hasMockInside ? startMockHere : undefined;
    const { target, close } = await openTarget(named, options, policy, start);
    try {
      await checkTarget(target);
    } catch (error) {
      await close().catch(() => undefined);
      throw error;
    }
    return new MatrixWorker({ matrix: loaded, target, reference: referenceFor(via, policy) }, close);
  }

  private constructor(comparison: Comparison, close: () => Promise<void>) {
    this.#comparison = comparison;
    this.#close = close;
  }

  get about(): AboutTarget {
    const { name, omits, supports, allowsCopies } = this.#comparison.target;
    return { name, ...(omits && { omits }), supports, allowsCopies };
  }

  /** The answer to a call. */
  async answer<Name extends CallName>({
    id,
    call,
    asked,
  }: CallMessage & { readonly call: Name }): Promise<Answer<Name>> {
    const controller = new AbortController();
    this.#running.set(id, controller);
    try {
      return await this.#calls[call](asked, controller.signal);
    } finally {
      this.#running.delete(id);
    }
  }

  /** Ends a call early. */
  abort(id: number): void {
    this.#running.get(id)?.abort();
  }
}

/** Starts a server in this thread. It is loaded only by a worker that starts one. */
const startMockHere: StartMock = async (settings) => (await import('../targets/mock-here.ts')).startMockHere(settings);

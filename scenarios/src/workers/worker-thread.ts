import { setMaxListeners } from 'node:events';
import { Worker } from 'node:worker_threads';
import { errorText } from '../targets/load-module.ts';
import { reasonOf, TargetProblem } from '../targets/target.ts';
import { withoutCredentials } from '../targets/without-credentials.ts';
import { fromSentError } from './sent-error.ts';
import {
  type AboutTarget,
  type Answer,
  type Asked,
  type CallName,
  type MessageFromWorker,
  START,
  type WorkerSettings,
} from './worker-messages.ts';

/** A worker has no loader of sources: it is the built one also when this is not. */
const SCRIPT = new URL('../../dist/workers/worker-script.js', import.meta.url);

/**
 * New objects that survive in a larger space than this, all at once, would not fit into what Node adds to a full heap, and V8 would end the
 * process rather than the thread.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 48 };

interface ThreadOptions {
  readonly script?: URL;
  /** The time that a worker has for ending aborted calls. A target has less for it: a worker that takes longer is blocked. */
  readonly abortedWithinMs?: number;
  /** The time without an answer after which the thread is taken for blocked; it is never when absent. */
  readonly blockedAfterMs?: number | undefined;
  /** The time after which a thread that is not ready is taken for blocked; it is never when absent. */
  readonly readyWithinMs?: number | undefined;
}

const ABORTED_WITHIN_MS = 10_000;

/** The two ends of a call: an answer, or an error. */
interface Waiting {
  resolve(answer: unknown): void;
  reject(reason: Error): void;
}

/** A thread that runs cells. Every call comes to an end: when the thread ends, each call that is left throws a `TargetProblem`. */
export class WorkerThread {
  readonly #worker: Worker;
  /** The name of the target for messages. */
  #target: string;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = START;
  #isReady = false;
  #ended: TargetProblem | undefined;
  readonly #abortedWithinMs: number;
  readonly #blockedAfterMs: number | undefined;
  readonly #readyWithinMs: number | undefined;
  /** Runs while calls have not come to an end, and begins anew with each answer. */
  #blocked: NodeJS.Timeout | undefined;

  constructor(settings: WorkerSettings, options: ThreadOptions = {}) {
    const { script = SCRIPT, abortedWithinMs = ABORTED_WITHIN_MS, blockedAfterMs, readyWithinMs } = options;
    this.#abortedWithinMs = abortedWithinMs;
    this.#blockedAfterMs = blockedAfterMs;
    this.#readyWithinMs = readyWithinMs;
    this.#target = withoutCredentials(settings.target);
    this.#worker = new Worker(script, { workerData: settings, resourceLimits });
    this.#worker.on('message', (answers: readonly MessageFromWorker[]) => {
      for (const answer of answers) this.#hear(answer);
      this.#watch();
    });
    this.#worker.on('error', (error) => this.#end(endedBy(error, this.#target)));
    this.#worker.on('exit', (code) =>
      this.#end(`${this.#target} ended its thread with exit code ${code}: a target must not call process.exit().`),
    );
  }

  /** Resolves when the target is ready. Rejects with the mistake in the matrix or the target, and ends the thread then. */
  async start(): Promise<AboutTarget> {
    const limit = this.#readyWithinMs;
    const late = `${this.#target} cannot be loaded: it blocks its thread, and is not ready after ${Number(limit) / 1_000} seconds.`;
    const timer = limit === undefined ? undefined : setTimeout(() => this.#end(late), limit);
    try {
      const about = await this.#answerTo<AboutTarget>(START);
      this.#isReady = true;
      this.#target = about.name;
      return about;
    } catch (error) {
      this.#end(reasonOf(error));
      await this.#worker.terminate();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Whether calls can be made. */
  get isReady(): boolean {
    return this.#isReady && !this.#ended;
  }

  /** The reason why no call can be made any more. */
  get ended(): TargetProblem | undefined {
    return this.#ended;
  }

  /** The number of calls that have not come to an end. */
  get callCount(): number {
    return this.#waiting.size;
  }

  /** Makes a call. Throws the errors of the worker, or a `TargetProblem` when its thread ends. */
  async call<Name extends CallName>(call: Name, asked: Asked<Name>, signal?: AbortSignal): Promise<Answer<Name>> {
    this.#lastId += 1;
    const id = this.#lastId;
    const abort = () => this.#abort(id);
    // All cells in flight share the signal; Node would take more than ten of them for a leak.
    if (signal) setMaxListeners(0, signal);
    signal?.addEventListener('abort', abort);
    try {
      this.#worker.postMessage({ id, call, asked });
      if (signal?.aborted) abort();
      const answering = this.#answerTo<Answer<Name>>(id);
      if (!this.#blocked) this.#watch();
      return await answering;
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  /** Has the target release its resources, and ends the thread, after so many milliseconds at the latest. Throws the target's errors. */
  async close(withinMs: number): Promise<void> {
    const timer = setTimeout(() => this.#end(`${this.#target} took more than ${withinMs} ms.`), withinMs);
    try {
      if (this.isReady) await this.call('close', null);
    } finally {
      clearTimeout(timer);
      await this.#worker.terminate();
    }
  }

  /** Waits for the next answer, if one is to come: a thread that is blocked gives none, not even that a call took too long. */
  #watch(): void {
    clearTimeout(this.#blocked);
    this.#blocked = undefined;
    const limit = this.#blockedAfterMs;
    if (limit === undefined || !this.#isReady || this.#waiting.size === 0) return;
    this.#blocked = setTimeout(() => {
      this.#end(`${this.#target} blocks its thread: it has answered nothing for ${limit} ms.`);
      void this.#worker.terminate();
    }, limit);
    this.#blocked.unref();
  }

  #answerTo<Result>(id: number): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.#ended) reject(this.#ended);
      else this.#waiting.set(id, { resolve, reject });
    });
  }

  #hear(message: MessageFromWorker): void {
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if ('error' in message) waiting?.reject(fromSentError(message.error));
    else waiting?.resolve(message.answer);
  }

  #abort(id: number): void {
    this.#worker.postMessage({ abort: id });
    setTimeout(() => {
      if (!this.#waiting.has(id)) return;
      this.#end(`${this.#target} does not stop.`);
      void this.#worker.terminate();
    }, this.#abortedWithinMs).unref();
  }

  /** Ends all calls, as no answer comes any more. Only the first reason is one. */
  #end(reason: string): void {
    this.#ended ??= new TargetProblem(reason);
    clearTimeout(this.#blocked);
    for (const { reject } of this.#waiting.values()) reject(this.#ended);
    this.#waiting.clear();
  }
}

/** The reason why a thread ended by an error that nothing caught. */
function endedBy(error: unknown, target: string): string {
  const isMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  const what = isMemory ? 'ran out of memory' : 'was ended by an error that nothing caught';
  return `The thread of ${target} ${what}: ${errorText(error)}`;
}

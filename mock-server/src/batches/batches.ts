import { setImmediate as letOthersIn, setTimeout as wait } from 'node:timers/promises';
import type { Batch, BatchJobCode, BatchResult } from './batch.ts';

/** The pause between two steps of a job that runs after its answer, long enough for a polling client to see the job running. */
const STEP_MS = 20;

/** The largest number of steps of such a job, so that a job for many accounts still ends soon. */
const MAX_STEPS = 50;

/** The time that a job works before it lets other requests have their turn. */
const SLICE_MS = 10;

/** The limits of what the server keeps: the newest batches of an account and of the server, and the results of the newest batches. */
const MAX_BATCHES = 1000;
const MAX_RESULTS = 1_000_000;

/** The work of a job for one account. */
export type Step = (uuid: string) => BatchResult;

export interface NewBatch {
  readonly batchJobCode: BatchJobCode;
  readonly uuid: string | undefined;
  readonly uuids: readonly string[];
}

/** The batch jobs of a server, in the order of creation. */
export class Batches {
  readonly #batches = new Map<string, Batch>();
  /** The jobs of each account, and those of the whole server by `undefined`. */
  readonly #byOwner = new Map<string | undefined, Map<string, Batch>>();
  readonly #sequences = new Map<string | undefined, number>();
  #results = 0;

  find(batchId: string): Batch | undefined {
    return this.#batches.get(batchId);
  }

  /** The jobs of an account, or all jobs of the server. */
  list(uuid: string | undefined): Batch[] {
    const batches = uuid === undefined ? this.#batches : this.#byOwner.get(uuid);
    return [...(batches?.values() ?? [])];
  }

  /** Runs a job to its end; other requests have their turns between accounts. */
  async run(created: NewBatch, step: Step): Promise<Batch> {
    const batch = this.#create(created);
    batch.status = 'RUNNING';
    if (await this.#work(batch, batch.uuids, step)) this.#finish(batch);
    return batch;
  }

  /** Begins a job that goes on by itself, some accounts a step. */
  start(created: NewBatch, step: Step): Batch {
    const batch = this.#create(created);
    void this.#goOn(batch, step);
    return batch;
  }

  /** Forgets an account's jobs; those that are still running stop. */
  delete(uuid: string): void {
    for (const batch of this.list(uuid)) this.#forget(batch);
    this.#sequences.delete(uuid);
  }

  clear(): void {
    this.#batches.clear();
    this.#byOwner.clear();
    this.#sequences.clear();
    this.#results = 0;
  }

  async #goOn(batch: Batch, step: Step): Promise<void> {
    const size = Math.ceil(batch.uuids.length / MAX_STEPS);
    for (let start = 0; start < batch.uuids.length; start += size) {
      await wait(STEP_MS, undefined, { ref: false });
      batch.status = 'RUNNING';
      await wait(STEP_MS, undefined, { ref: false });
      if (!(await this.#work(batch, batch.uuids.slice(start, start + size), step))) return;
    }
    this.#finish(batch);
  }

  /** Whether the job got through the accounts: one that was forgotten does nothing more. */
  async #work(batch: Batch, uuids: readonly string[], step: Step): Promise<boolean> {
    let until = performance.now() + SLICE_MS;
    for (const uuid of uuids) {
      if (performance.now() > until) {
        await letOthersIn();
        until = performance.now() + SLICE_MS;
      }
      if (this.#batches.get(batch.batchId) !== batch) return false;
      batch.results.push(step(uuid));
      this.#results += 1;
    }
    return this.#batches.get(batch.batchId) === batch;
  }

  #create({ batchJobCode, uuid, uuids }: NewBatch): Batch {
    const number = (this.#sequences.get(uuid) ?? 0) + 1;
    this.#sequences.set(uuid, number);
    const batchId = uuid === undefined ? `batch-${number}` : `batch-${uuid}-${number}`;
    const batch: Batch = { batchId, batchJobCode, uuid, uuids, results: [], status: 'QUEUED' };
    const own = this.#byOwner.get(uuid) ?? new Map<string, Batch>();
    this.#byOwner.set(uuid, own.set(batchId, batch));
    this.#batches.set(batchId, batch);
    if (own.size > MAX_BATCHES) this.#forgetOldest(own);
    return batch;
  }

  #finish(batch: Batch): void {
    batch.status = batch.results.some(({ status }) => status === 'FAILED') ? 'FAILED' : 'COMPLETED';
    while (this.#results > MAX_RESULTS && this.#batches.size > 1) this.#forgetOldest(this.#batches);
  }

  #forgetOldest(batches: ReadonlyMap<string, Batch>): void {
    const [oldest] = batches.values();
    if (oldest) this.#forget(oldest);
  }

  #forget({ batchId, uuid, results }: Batch): void {
    this.#results -= results.length;
    this.#batches.delete(batchId);
    const own = this.#byOwner.get(uuid);
    own?.delete(batchId);
    if (own?.size === 0) this.#byOwner.delete(uuid);
  }
}

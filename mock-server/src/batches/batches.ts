import { setTimeout as wait } from 'node:timers/promises';
import type { Batch, BatchJobCode, BatchResult } from './batch.ts';

/** How long a job that runs after its answer rests between two steps: long enough for polling to see it. */
const STEP_MS = 20;

/** What a job does for one account. */
export type Step = (uuid: string) => BatchResult;

export interface NewBatch {
  readonly batchJobCode: BatchJobCode;
  readonly uuid: string | undefined;
  readonly uuids: readonly string[];
}

/** The batch jobs of a server, in the order of creation. */
export class Batches {
  readonly #batches = new Map<string, Batch>();
  readonly #sequences = new Map<string | undefined, number>();

  find(batchId: string): Batch | undefined {
    return this.#batches.get(batchId);
  }

  /** Those of an account, or all of the server. */
  list(uuid: string | undefined): Batch[] {
    const batches = [...this.#batches.values()];
    return uuid === undefined ? batches : batches.filter((batch) => batch.uuid === uuid);
  }

  /** Runs a job to its end. */
  run(created: NewBatch, step: Step): Batch {
    const batch = this.#create(created);
    for (const uuid of batch.uuids) batch.results.push(step(uuid));
    finish(batch);
    return batch;
  }

  /** Begins a job that goes on by itself, an account a step. */
  start(created: NewBatch, step: Step): Batch {
    const batch = this.#create(created);
    void this.#goOn(batch, step);
    return batch;
  }

  /** Forgets an account's jobs; what is running of them stops. */
  delete(uuid: string): void {
    for (const { batchId } of this.list(uuid)) this.#batches.delete(batchId);
    this.#sequences.delete(uuid);
  }

  clear(): void {
    this.#batches.clear();
    this.#sequences.clear();
  }

  /** A job that was forgotten does nothing more. */
  async #goOn(batch: Batch, step: Step): Promise<void> {
    for (const uuid of batch.uuids) {
      await wait(STEP_MS, undefined, { ref: false });
      batch.status = 'RUNNING';
      await wait(STEP_MS, undefined, { ref: false });
      if (this.#batches.get(batch.batchId) !== batch) return;
      batch.results.push(step(uuid));
    }
    finish(batch);
  }

  #create({ batchJobCode, uuid, uuids }: NewBatch): Batch {
    const number = (this.#sequences.get(uuid) ?? 0) + 1;
    this.#sequences.set(uuid, number);
    const batchId = uuid === undefined ? `batch-${number}` : `batch-${uuid}-${number}`;
    const batch: Batch = { batchId, batchJobCode, uuid, uuids, results: [], status: 'QUEUED' };
    this.#batches.set(batchId, batch);
    return batch;
  }
}

function finish(batch: Batch): void {
  batch.status = batch.results.some(({ status }) => status === 'FAILED') ? 'FAILED' : 'COMPLETED';
}

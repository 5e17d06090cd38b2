import { setImmediate as letOthersIn, setTimeout as wait } from 'node:timers/promises';
import { sequenceOf } from '@billing-testkit/engine';
import type { Capacity } from '../capacity/capacity.ts';
import type { Limits } from '../options/limits.ts';
import type { Batch, BatchJobCode, BatchResult } from './batch.ts';

/**
 * The pauses before and after a batch that runs after its answer begins a part, long enough for a polling client to see the batch
 * running.
 */
const PAUSE_MS = 20;

/** The largest number of parts of such a batch, each of some accounts, so that a batch for many accounts still ends soon. */
const MAX_PARTS = 50;

/** The time that a batch works before it lets other requests have their turn. */
const SLICE_MS = 10;

/** The limits of kept batches: the newest batches of an account and of the server, and the results of the newest batches. */
type BatchLimits = Pick<Limits, 'maxBatches' | 'maxBatchResults'>;

/** The work of a batch for one account. */
export type AccountWork = (uuid: string) => BatchResult;

export interface NewBatch {
  readonly batchJobCode: BatchJobCode;
  readonly uuid: string | undefined;
  readonly uuids: readonly string[];
}

/** The batches of a server, in the order of creation. */
export class Batches {
  readonly #batches = new Map<string, Batch>();
  /** The batches of each account, and those of the whole server by `undefined`. */
  readonly #byUuid = new Map<string | undefined, Map<string, Batch>>();
  readonly #sequences = new Map<string | undefined, number>();
  readonly #limits: BatchLimits;
  readonly #capacity: Capacity;
  #results = 0;

  constructor(limits: BatchLimits, capacity: Capacity) {
    this.#limits = limits;
    this.#capacity = capacity;
  }

  find(batchId: string): Batch | undefined {
    return this.#batches.get(batchId);
  }

  /** The batches of an account, or all batches of the server. */
  list(uuid: string | undefined): Batch[] {
    const batches = uuid === undefined ? this.#batches : this.#byUuid.get(uuid);
    return [...(batches?.values() ?? [])];
  }

  /** Runs a batch to its end; other requests have their turns between accounts. */
  async run(created: NewBatch, work: AccountWork): Promise<Batch> {
    const batch = this.#create(created);
    batch.status = 'RUNNING';
    if (await this.#workThrough(batch, batch.uuids, work)) this.#finish(batch);
    return batch;
  }

  /** Begins a batch that goes on by itself, part by part. */
  start(created: NewBatch, work: AccountWork): Batch {
    const batch = this.#create(created);
    void this.#goOn(batch, work);
    return batch;
  }

  /** Forgets an account's batches; those that are still running stop. */
  delete(uuid: string): void {
    for (const batch of this.list(uuid)) this.#forget(batch);
    this.#sequences.delete(uuid);
  }

  clear(): void {
    this.#batches.clear();
    this.#byUuid.clear();
    this.#sequences.clear();
    this.#results = 0;
  }

  async #goOn(batch: Batch, work: AccountWork): Promise<void> {
    const size = Math.ceil(batch.uuids.length / MAX_PARTS);
    for (let start = 0; start < batch.uuids.length; start += size) {
      await wait(PAUSE_MS, undefined, { ref: false });
      batch.status = 'RUNNING';
      await wait(PAUSE_MS, undefined, { ref: false });
      if (!(await this.#workThrough(batch, batch.uuids.slice(start, start + size), work))) return;
    }
    this.#finish(batch);
  }

  /** Does the work for the accounts, and tells whether it got through them: a batch that was forgotten does nothing more. */
  async #workThrough(batch: Batch, uuids: readonly string[], work: AccountWork): Promise<boolean> {
    let until = performance.now() + SLICE_MS;
    for (const uuid of uuids) {
      if (performance.now() > until) {
        await letOthersIn();
        until = performance.now() + SLICE_MS;
      }
      if (this.#batches.get(batch.batchId) !== batch) return false;
      batch.results.push(work(uuid));
      this.#results += 1;
    }
    return this.#batches.get(batch.batchId) === batch;
  }

  #create({ batchJobCode, uuid, uuids }: NewBatch): Batch {
    const number = this.#nextNumber(uuid);
    const batchId = uuid === undefined ? `batch-${number}` : `batch-${uuid}-${number}`;
    const batch: Batch = { batchId, batchJobCode, uuid, uuids, results: [], status: 'QUEUED' };
    const own = this.#byUuid.get(uuid) ?? new Map<string, Batch>();
    this.#byUuid.set(uuid, own.set(batchId, batch));
    this.#batches.set(batchId, batch);
    if (own.size > this.#limits.maxBatches) this.#forgetOldest(own);
    return batch;
  }

  /** The number of the last batch of an account; 0 when it had none. */
  lastNumber(uuid: string): number {
    return this.#sequences.get(uuid) ?? 0;
  }

  /** Goes back to the time when a batch of an account was the last one, or when it had none: later ones are forgotten. */
  rewind(uuid: string, lastNumber: number): void {
    const later = this.list(uuid).filter(({ batchId }) => (sequenceOf(batchId) ?? 0) > lastNumber);
    for (const batch of later) this.#forget(batch);
    if (lastNumber === 0) this.#sequences.delete(uuid);
    else this.#sequences.set(uuid, lastNumber);
  }

  /** Throws `CAPACITY_EXCEEDED` when the number of an account's last batch can't be remembered. */
  checkRoom(uuid: string): void {
    if (this.#sequences.has(uuid)) return;
    this.#capacity.checkAccounts(this.#sequences.size - (this.#sequences.has(undefined) ? 1 : 0));
  }

  /** The number of its last batch is remembered for each account, also when the account does not exist. */
  #nextNumber(uuid: string | undefined): number {
    if (uuid !== undefined) this.checkRoom(uuid);
    const number = (this.#sequences.get(uuid) ?? 0) + 1;
    this.#sequences.set(uuid, number);
    return number;
  }

  #finish(batch: Batch): void {
    batch.status = batch.results.some(({ status }) => status === 'FAILED') ? 'FAILED' : 'COMPLETED';
    while (this.#results > this.#limits.maxBatchResults && this.#batches.size > 1) this.#forgetOldest(this.#batches);
  }

  #forgetOldest(batches: ReadonlyMap<string, Batch>): void {
    const [oldest] = batches.values();
    if (oldest) this.#forget(oldest);
  }

  #forget({ batchId, uuid, results }: Batch): void {
    this.#results -= results.length;
    this.#batches.delete(batchId);
    const own = this.#byUuid.get(uuid);
    own?.delete(batchId);
    if (own?.size === 0) this.#byUuid.delete(uuid);
  }
}

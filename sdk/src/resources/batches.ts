import type { PathOf, RequestBody } from '@billing-testkit/contracts';
import type { Call } from '../transport/call.ts';
import type { Answer, Query } from '../transport/operation.ts';
import type { CallOptions, WaitOptions } from '../transport/options.ts';
import type { List } from '../transport/paged.ts';
import { Resource } from './resource.ts';

/** Jobs that work on the month of one account or of all accounts. */
export class Batches extends Resource {
  /** Runs a job on the account, or on all accounts when no account is named. With `is_async`, the job runs after the answer. */
  create(body: RequestBody<'createBatch'>, options?: CallOptions): Call<Answer<'createBatch'>> {
    return this.call('createBatch', { body }, options);
  }

  /** Tells how far a job is, with the results of the accounts that are done. */
  get(batchId: PathOf<'getBatch'>['batchId'], options?: CallOptions): Call<Answer<'getBatch'>> {
    return this.call('getBatch', { path: { batchId } }, options);
  }

  /** Lists the account's jobs, or all jobs when no account is named. They are in the order of creation, without their results. */
  list(query: Query<'listBatches'> = {}, options?: CallOptions): List<'listBatches', 'batches'> {
    return this.paged('listBatches', query, { items: (page) => page.batches, id: 'batchId' }, options);
  }

  /**
   * Waits until a job has done all its accounts, and answers like `get`. A job that is FAILED is answered too: its results tell
   * for which accounts it failed, and why.
   *
   * @throws BillingApiError with code TIMEOUT when the job is not done in `timeoutMs`; with code ABORTED as soon as the signal
   * aborts.
   */
  waitForCompletion(
    batchId: PathOf<'getBatch'>['batchId'],
    options?: WaitOptions<Answer<'getBatch'>>,
  ): Promise<Answer<'getBatch'>> {
    return this.transport.callUntil(isThrough, 'getBatch', { path: { batchId } }, options);
  }
}

function isThrough({ status }: Answer<'getBatch'>): boolean {
  return status === 'COMPLETED' || status === 'FAILED';
}

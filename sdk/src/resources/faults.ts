import type { RequestBody } from '@billing-testkit/contracts';
import type { Call } from '../transport/call.ts';
import type { Answer, Query } from '../transport/operation.ts';
import type { CallOptions } from '../transport/options.ts';
import { Resource } from './resource.ts';

/** Rules of the mock server by which answers go wrong: late, refused, or cut off. They are no part of the billing API. */
export class Faults extends Resource {
  /** Lists the rules of the account, or those of the whole server when no account is named. */
  list(options?: CallOptions): Call<Answer<'listFaults'>> {
    return this.call('listFaults', {}, options);
  }

  /**
   * Adds a rule: which operation goes wrong (every one when left out), how (`latencyMs`, `status`, `body`, `cut`), how often
   * (`probability`, `times`), and whether the operation takes effect first (`after`).
   *
   * @throws BillingApiError with code VALIDATION_ERROR for an unknown operation and for a rule that would do nothing.
   */
  add(fault: RequestBody<'addFault'>, options?: CallOptions): Call<Answer<'addFault'>> {
    return this.call('addFault', { body: fault }, options);
  }

  /** Deletes the rules of the account, or those of the whole server when no account is named; with `faultId` only one. */
  delete(query: Query<'deleteFaults'> = {}, options?: CallOptions): Call<Answer<'deleteFaults'>> {
    return this.call('deleteFaults', { query }, options);
  }
}

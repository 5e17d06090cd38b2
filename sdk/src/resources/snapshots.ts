import type { RequestBody } from '@billing-testkit/contracts';
import type { Call } from '../transport/call.ts';
import type { Answer } from '../transport/operation.ts';
import type { CallOptions } from '../transport/options.ts';
import { Resource } from './resource.ts';

/** Snapshots of an account on the mock server: its state, kept to be restored later. They are no part of the billing API. */
export class Snapshots extends Resource {
  /** Lists the snapshots of the account, oldest first. */
  list(options?: CallOptions): Call<Answer<'listSnapshots'>> {
    return this.call('listSnapshots', {}, options);
  }

  /**
   * Keeps the state of the account now: everything in it, its clock, its faults and its defect.
   *
   * @throws BillingApiError with code CAPACITY_EXCEEDED when the server keeps as many snapshots of the account as it may.
   */
  create(options?: CallOptions): Call<Answer<'createSnapshot'>> {
    return this.call('createSnapshot', {}, options);
  }

  /** Downloads a snapshot. `restoreFile` takes the answer, also after it was written to a file as JSON. */
  get(snapshotId: string, options?: CallOptions): Call<Answer<'getSnapshot'>> {
    return this.call('getSnapshot', { path: { snapshotId } }, options);
  }

  /** Deletes a snapshot. The account stays as it is. */
  delete(snapshotId: string, options?: CallOptions): Call<void> {
    return this.callForNothing('deleteSnapshot', { path: { snapshotId } }, options);
  }

  /** Takes the account back to the state of the snapshot. It answers the same requests in the same way as then. */
  restore(snapshotId: string, options?: CallOptions): Call<Answer<'restoreSnapshot'>> {
    return this.call('restoreSnapshot', { path: { snapshotId } }, options);
  }

  /**
   * Takes the account back to the state of the snapshot that was downloaded as this file.
   *
   * @throws BillingApiError with code VALIDATION_ERROR for a file of another account or version, and for one that was changed.
   */
  restoreFile(file: RequestBody<'restoreSnapshotFile'>, options?: CallOptions): Call<Answer<'restoreSnapshotFile'>> {
    return this.call('restoreSnapshotFile', { body: file }, options);
  }
}

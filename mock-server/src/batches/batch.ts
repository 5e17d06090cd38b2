import type { Schema } from '@billing-testkit/contracts';

export type BatchJobCode = Schema<'BatchJobCode'>;
export type BatchResult = Schema<'BatchResult'>;
/** The result of a job for one account, without the account's uuid. */
export type JobResult = Omit<BatchResult, 'uuid'>;

/** A batch, which does one job for one account or for all, with its progress. Only the code that runs it changes it. */
export interface Batch {
  readonly batchId: string;
  readonly batchJobCode: BatchJobCode;
  /** The account that the batch is for; a batch without it is for all accounts. */
  readonly uuid: string | undefined;
  /** The accounts that the job is done for. */
  readonly uuids: readonly string[];
  readonly results: BatchResult[];
  status: Schema<'BatchStatus'>;
}

export function toWireBatch({ batchId, batchJobCode, status, uuids, results }: Batch): Schema<'Batch'> {
  const [completedCount, totalCount] = [results.length, uuids.length];
  const progress = totalCount === 0 ? progressOf(status) : Math.floor((completedCount / totalCount) * 100);
  return { batchId, batchJobCode, status, progress, completedCount, totalCount };
}

function progressOf(status: Batch['status']): number {
  return status === 'COMPLETED' ? 100 : 0;
}

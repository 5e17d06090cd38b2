import type { Schema } from '@billing-testkit/contracts';

export type BatchJobCode = Schema<'BatchJobCode'>;
export type BatchResult = Schema<'BatchResult'>;
/** The result of a job for one account, without the account's name. */
export type JobResult = Omit<BatchResult, 'uuid'>;

/** A job and how far it is. Only the code that runs it changes it. */
export interface Batch {
  readonly batchId: string;
  readonly batchJobCode: BatchJobCode;
  /** The account that the job is for; a job without it is for all accounts. */
  readonly uuid: string | undefined;
  /** The accounts it is for. */
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

import { getHeapStatistics } from 'node:v8';

const KIBIBYTE = 1024;
const MEBIBYTE = 1024 * KIBIBYTE;
const SECOND = 1_000;

/** The limits of a server when it is not told others. Times are in milliseconds, where 0 is no limit. */
export const DEFAULT_LIMITS = {
  /** The size of a body, in bytes, after it is decompressed. */
  maxBodyBytes: MEBIBYTE,
  /** The size of the request line and the headers, in bytes. */
  maxHeadersBytes: 32 * KIBIBYTE,
  /** The length of path and query, in bytes. */
  maxTargetBytes: 16 * KIBIBYTE,
  /** The size of a page of a list, in bytes; a page of one item is answered whatever its size. */
  maxPageBytes: 64 * MEBIBYTE,
  /** The time in which a whole request has to arrive. */
  requestTimeoutMs: 300 * SECOND,
  /** The time that a connection with an open request may neither send nor take anything. */
  silenceTimeoutMs: 300 * SECOND,
  /**
   * The time that a connection is kept for its next request. A test that computes for a while, or stands at a breakpoint, sends
   * its next request late; on a connection that is just being closed, it would be reset.
   */
  keepAliveTimeoutMs: 60 * SECOND,
  /** The time in which a client has to take some of its answer, before the connection is closed. */
  answerTimeoutMs: 30 * SECOND,
  /** The number of accounts. */
  maxAccounts: 100_000,
  /** The approximate memory that accounts and the things kept for them may take, in bytes. Half of the memory that Node may use at all. */
  maxStoredBytes: MEBIBYTE * Math.max(1, Math.floor(getHeapStatistics().heap_size_limit / 2 / MEBIBYTE)),
  /** The number of adjustments on a project or billing group that no account has. */
  maxWaitingAdjustments: 10_000,
  /** The number of deleted items that each list of an account remembers, so that it can be read on after them. */
  maxDeletedItems: 10_000,
  /** The number of answers that are kept for an `Idempotency-Key`, per account and operation. */
  maxKeptAnswers: 10_000,
  /** The time that such an answer is kept. */
  keptAnswerTimeMs: 86_400 * SECOND,
  /** The size of these answers per account, in bytes. */
  maxKeptAnswerBytesOfAccount: 16 * MEBIBYTE,
  /** The size of all these answers, in bytes. */
  maxKeptAnswerBytes: 128 * MEBIBYTE,
  /** The number of batches that are kept per account. */
  maxBatches: 1_000,
  /** The number of results that all batches together keep. */
  maxBatchResults: 1_000_000,
  /** The number of messages that batches would have sent, per account. */
  maxMessages: 1_000,
  /** The number of snapshots that are kept per account. */
  maxSnapshots: 100,
  /** The size of these snapshots together, packed, in bytes. */
  maxSnapshotBytes: 64 * MEBIBYTE,
  /** The number of fault rules per account. */
  maxFaults: 100,
  /** The number of webhooks per account. */
  maxWebhooks: 16,
  /** The time in which a receiver of a webhook has to answer. */
  webhookTimeoutMs: 10 * SECOND,
  /** The number of deliveries to webhooks that are kept per account. */
  maxDeliveries: 1_000,
  /** The approximate memory of all these deliveries, in bytes. */
  maxDeliveriesBytes: 64 * MEBIBYTE,
  /** The number of requests that the journal keeps per account. */
  maxRequests: 1_000,
  /** The approximate memory of the journal, in bytes. */
  maxJournalBytes: 64 * MEBIBYTE,
  /** The size of a body that the journal keeps, in bytes. */
  maxJournalBodyBytes: 8 * KIBIBYTE,
} as const satisfies Readonly<Record<string, number>>;

export type LimitName = keyof typeof DEFAULT_LIMITS;

export const limitNames: readonly LimitName[] = Object.keys(DEFAULT_LIMITS).filter(isLimitName);

export type Limits = Readonly<Record<LimitName, number>>;

/** The default limits, but for those that are given. Throws a `RangeError` for one that is no whole number, 0 or more. */
export function limitsWith(given: Partial<Limits>): Limits {
  const wrong = Object.entries(given).find(([, limit]) => !Number.isSafeInteger(limit) || limit < 0);
  if (wrong) throw new RangeError(`The limit ${wrong[0]} has to be a whole number, 0 or more, not ${wrong[1]}.`);
  return { ...DEFAULT_LIMITS, ...given };
}

function isLimitName(name: string): name is LimitName {
  return Object.hasOwn(DEFAULT_LIMITS, name);
}

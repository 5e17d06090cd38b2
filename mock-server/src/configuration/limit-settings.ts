import { DEFAULT_LIMITS, type LimitName } from '../options/limits.ts';
import type { Setting } from './setting.ts';
import { seconds, size, wholeNumber } from './value-types.ts';

const A_DAY = 86_400;
const A_YEAR = 365 * A_DAY;
const heading = 'Limits:';
const count = wholeNumber('A limit', 1_000_000_000, 1);

/** The limits, all of which can be configured. */
export const limitSettings: Readonly<Record<LimitName, Setting<number> & { readonly default: number }>> = {
  maxBodyBytes: {
    heading,
    option: 'max-body',
    type: size('1KiB', '256MiB'),
    default: DEFAULT_LIMITS.maxBodyBytes,
    description: 'largest body of a request, after it is decompressed',
  },
  maxHeadersBytes: {
    heading,
    option: 'max-headers',
    type: size('1KiB', '1MiB'),
    default: DEFAULT_LIMITS.maxHeadersBytes,
    description: 'largest request line and headers, together',
  },
  maxTargetBytes: {
    heading,
    option: 'max-url',
    type: size('1KiB', '1MiB'),
    default: DEFAULT_LIMITS.maxTargetBytes,
    description: 'longest path with query',
  },
  maxPageBytes: {
    heading,
    option: 'max-page',
    type: size('1KiB', '256MiB'),
    default: DEFAULT_LIMITS.maxPageBytes,
    description: 'largest page of a list; a page of one item has no limit',
  },
  requestTimeoutMs: {
    heading,
    option: 'request-timeout',
    type: seconds(A_DAY),
    default: DEFAULT_LIMITS.requestTimeoutMs,
    description: 'time in which a whole request must arrive, 0 for no limit',
  },
  silenceTimeoutMs: {
    heading,
    option: 'silence-timeout',
    type: seconds(A_DAY),
    default: DEFAULT_LIMITS.silenceTimeoutMs,
    description: 'how long nothing may be sent or taken while a request is open, 0 for no limit',
  },
  keepAliveTimeoutMs: {
    heading,
    option: 'keep-alive-timeout',
    type: seconds(A_DAY),
    default: DEFAULT_LIMITS.keepAliveTimeoutMs,
    description: 'how long a connection is kept for its next request, 0 for no limit',
  },
  answerTimeoutMs: {
    heading,
    option: 'answer-timeout',
    type: seconds(A_DAY),
    default: DEFAULT_LIMITS.answerTimeoutMs,
    description: 'how long a client may take nothing of its answer, 0 for no limit',
  },
  maxAccounts: {
    heading,
    option: 'max-accounts',
    type: count,
    default: DEFAULT_LIMITS.maxAccounts,
    description: 'number of accounts',
  },
  maxStoredBytes: {
    heading,
    option: 'max-stored',
    type: size('1KiB', '1024GiB'),
    default: DEFAULT_LIMITS.maxStoredBytes,
    defaultWords: 'half of the heap that Node may use',
    description: 'approximate memory for accounts and all that is in them',
  },
  maxWaitingAdjustments: {
    heading,
    option: 'max-waiting-adjustments',
    type: count,
    default: DEFAULT_LIMITS.maxWaitingAdjustments,
    description: 'number of adjustments on projects and billing groups that no account has',
  },
  maxDeletedItems: {
    heading,
    option: 'max-deleted-items',
    type: count,
    default: DEFAULT_LIMITS.maxDeletedItems,
    description: 'number of deleted items that a list of an account remembers, to be read on after them',
  },
  maxKeptAnswers: {
    heading,
    option: 'max-kept-answers',
    type: count,
    default: DEFAULT_LIMITS.maxKeptAnswers,
    description: 'number of answers kept for an Idempotency-Key, per account and operation',
  },
  keptAnswerTimeMs: {
    heading,
    option: 'kept-answer-time',
    type: seconds(A_YEAR),
    default: DEFAULT_LIMITS.keptAnswerTimeMs,
    description: 'how long these answers are kept',
  },
  maxKeptAnswerBytesOfAccount: {
    heading,
    option: 'max-kept-answer-size-of-account',
    type: size('1KiB', '1024GiB'),
    default: DEFAULT_LIMITS.maxKeptAnswerBytesOfAccount,
    description: 'size of these answers, per account',
  },
  maxKeptAnswerBytes: {
    heading,
    option: 'max-kept-answer-size',
    type: size('1KiB', '1024GiB'),
    default: DEFAULT_LIMITS.maxKeptAnswerBytes,
    description: 'size of these answers, of all accounts',
  },
  maxBatches: {
    heading,
    option: 'max-batches',
    type: count,
    default: DEFAULT_LIMITS.maxBatches,
    description: 'number of batches kept per account',
  },
  maxBatchResults: {
    heading,
    option: 'max-batch-results',
    type: count,
    default: DEFAULT_LIMITS.maxBatchResults,
    description: 'number of results that all batches together keep',
  },
  maxMessages: {
    heading,
    option: 'max-messages',
    type: count,
    default: DEFAULT_LIMITS.maxMessages,
    description: 'number of messages of batches kept per account',
  },
  maxSnapshots: {
    heading,
    option: 'max-snapshots',
    type: count,
    default: DEFAULT_LIMITS.maxSnapshots,
    description: 'number of snapshots kept per account',
  },
  maxSnapshotBytes: {
    heading,
    option: 'max-snapshot-size',
    type: size('1KiB', '1GiB'),
    default: DEFAULT_LIMITS.maxSnapshotBytes,
    description: 'size of these snapshots, per account, and of a snapshot that is sent as a file',
  },
  maxFaults: {
    heading,
    option: 'max-faults',
    type: count,
    default: DEFAULT_LIMITS.maxFaults,
    description: 'number of fault rules per account',
  },
  maxRequests: {
    heading,
    option: 'max-requests',
    type: count,
    default: DEFAULT_LIMITS.maxRequests,
    description: 'number of requests that the journal keeps per account',
  },
  maxJournalBytes: {
    heading,
    option: 'max-journal',
    type: size('1KiB', '1024GiB'),
    default: DEFAULT_LIMITS.maxJournalBytes,
    description: 'approximate memory for the journal',
  },
  maxJournalBodyBytes: {
    heading,
    option: 'max-journal-body',
    type: size('1KiB', '256MiB'),
    default: DEFAULT_LIMITS.maxJournalBodyBytes,
    description: 'how much of each body the journal keeps',
  },
};

import { seededShare } from './seeded.ts';

/** A kind of request of the mixed workload. */
export type MixedRequest =
  | 'sendReadings'
  | 'sendBulk'
  | 'readStatement'
  | 'readBalance'
  | 'readUnpaid'
  | 'calculate'
  | 'grantCredit'
  | 'payPart';

/**
 * The number of requests about one account in a month of 30 days. The share of a request in the mixed workload is its number
 * divided by the sum.
 */
export const requestsAMonth: Readonly<Record<MixedRequest, number>> = {
  /** A meter sends 5 readings every hour. */
  sendReadings: 720,
  /** A night's late and corrected usage, 100 readings. */
  sendBulk: 30,
  /** A console and its users look at the bill six times a day. */
  readStatement: 180,
  /** They look at the credits twice a day. */
  readBalance: 60,
  /** Dunning asks every day. */
  readUnpaid: 30,
  /** The month so far is calculated every night. */
  calculate: 30,
  /** A campaign a month. */
  grantCredit: 1,
  /** A payment a month. */
  payPart: 1,
};

const sum = Object.values(requestsAMonth).reduce((total, count) => total + count, 0);

/** The kind of a request of the mixed workload, by its number. Over many requests the kinds have their shares. */
export function mixedRequestAt(seed: number, request: number): MixedRequest {
  let left = seededShare(seed, request) * sum;
  for (const kind of kinds) {
    left -= requestsAMonth[kind];
    if (left < 0) return kind;
  }
  return 'sendReadings';
}

const kinds = [
  'sendReadings',
  'readStatement',
  'readBalance',
  'sendBulk',
  'readUnpaid',
  'calculate',
  'grantCredit',
  'payPart',
] as const satisfies readonly MixedRequest[];

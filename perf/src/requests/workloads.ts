import { READINGS_A_BULK, READINGS_A_REQUEST, type RequestKind } from './load-request.ts';
import { type MixedRequest, mixedRequestAt, requestsAMonth } from './month-of-requests.ts';

/** A workload, which sends requests of some kinds. */
export interface Workload {
  readonly name: string;
  readonly description: string;
  /** Every kind of request that it sends. */
  readonly kinds: readonly RequestKind[];
  /** The kind of a request by its number. */
  readonly kindAt: (seed: number, request: number) => RequestKind;
  /** Whether only the server that this command starts can answer it. */
  readonly isForOwnServer?: true;
}

/** The workloads in the order in which they run. */
export const workloads: readonly Workload[] = [
  uniform('read', 'readStatement', 'reads the statement of a month with 100 readings'),
  uniform('ingest', 'sendReadings', `sends ${READINGS_A_REQUEST} readings a request`),
  uniform('bulk', 'sendBulk', `sends ${READINGS_A_BULK} readings a request`),
  uniform('calculate', 'calculate', 'calculates a month with 100 readings again'),
  {
    name: 'mixed',
    description: 'sends all kinds of requests in the shares of a real month',
    kinds: kindsIn(requestsAMonth),
    kindAt: mixedRequestAt,
  },
  {
    ...uniform(
      'document',
      'readMade',
      'reads an answer that the server makes up for another document, about 60 values',
    ),
    isForOwnServer: true,
  },
];

function uniform(name: string, kind: RequestKind, description: string): Workload {
  return { name, description, kinds: [kind], kindAt: () => kind };
}

function kindsIn(counts: Readonly<Record<MixedRequest, number>>): MixedRequest[] {
  const has = (name: string): name is MixedRequest => Object.hasOwn(counts, name);
  return Object.keys(counts).filter(has);
}

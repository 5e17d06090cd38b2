import type { OperationId, RequestBody } from '@billing-testkit/contracts';
import type { MixedRequest } from './month-of-requests.ts';
import { closedMonth, openMonth, readingsOf } from './readings.ts';
import { requestTarget } from './request-target.ts';

/** The amount of each credit and of each payment that load brings, in minor units. */
export const CREDIT_AMOUNT = 100;
export const PAYMENT_AMOUNT = 1;

export const READINGS_A_REQUEST = 5;
export const READINGS_A_BULK = 100;

/** The effect on the account of a request that is carried out. A request without an effect can be repeated at will. */
export type Effect =
  | { readonly kind: 'readings'; readonly request: number; readonly count: number }
  | { readonly kind: 'credit' | 'payment'; readonly request: number };

/** A request of a load test, ready to be sent. */
export interface LoadRequest {
  /** The operation of the API, or of the document that the started server serves beside it. */
  readonly operationId: OperationId | typeof DOCUMENT_OPERATION;
  /** The position of its account among the accounts of the workload. */
  readonly account: number;
  readonly method: 'DELETE' | 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: string;
  readonly idempotencyKey?: string;
  readonly effect?: Effect;
}

/** The numbers that a request follows from. */
export interface RequestNumbers {
  /** The seed of the load. */
  readonly seed: number;
  /** The number of the request; no other request of the workload has it. */
  readonly request: number;
  /** The position of its account among the accounts of the workload. */
  readonly account: number;
}

/** The operation of the document `perf/document.yaml`, and a path of it: the server makes a value for each answer. */
const DOCUMENT_OPERATION = 'getInvoice';
const DOCUMENT_PATH = '/document/invoices/7';

/** A kind of request. */
export type RequestKind = MixedRequest | 'readMade';

/** The requests that load consists of, by their kind. */
export const requestOfKind: Readonly<Record<RequestKind, (numbers: RequestNumbers) => LoadRequest>> = {
  readMade: ({ account }) => ({ operationId: DOCUMENT_OPERATION, account, method: 'GET', path: DOCUMENT_PATH }),
  sendReadings: (numbers) => readingsRequest(numbers, READINGS_A_REQUEST),
  sendBulk: (numbers) => readingsRequest(numbers, READINGS_A_BULK),
  readStatement: (numbers) => plainRequest('getStatements', numbers, { month: openMonth }),
  readBalance: (numbers) => plainRequest('getCreditBalance', numbers),
  readUnpaid: (numbers) => plainRequest('getUnpaidStatements', numbers, { month: openMonth }),
  calculate: (numbers) => {
    const body: RequestBody<'calculateStatement'> = { month: openMonth };
    return { ...plainRequest('calculateStatement', numbers), body: JSON.stringify(body) };
  },
  grantCredit: (numbers) => {
    const body: RequestBody<'grantCampaignCredit'> = { amount: CREDIT_AMOUNT, creditType: 'FREE' };
    return {
      ...plainRequest('grantCampaignCredit', numbers, { campaignId: 'load' }),
      ...onceOnly('credit', numbers),
      body: JSON.stringify(body),
    };
  },
  payPart: (numbers) => {
    const body: RequestBody<'pay'> = { amount: PAYMENT_AMOUNT };
    return {
      ...plainRequest('pay', numbers, { month: closedMonth }),
      ...onceOnly('payment', numbers),
      body: JSON.stringify(body),
    };
  },
};

function plainRequest(
  operationId: OperationId,
  { account }: RequestNumbers,
  values?: Readonly<Record<string, string>>,
): LoadRequest {
  return { operationId, account, ...requestTarget(operationId, values) };
}

/** Event ids, and not a key, let the server take the readings once. */
function readingsRequest(numbers: RequestNumbers, count: number): LoadRequest {
  const { seed, request } = numbers;
  return {
    ...plainRequest('createMeters', numbers),
    body: JSON.stringify({ meterList: readingsOf(seed, request, count) }),
    effect: { kind: 'readings', request, count },
  };
}

function onceOnly(kind: 'credit' | 'payment', { request }: RequestNumbers) {
  return { idempotencyKey: `${kind}-${request}`, effect: { kind, request } as const };
}

/** The operations of the API that load calls. */
export const operationIds: readonly LoadRequest['operationId'][] = [
  ...new Set(Object.values(requestOfKind).map((request) => request({ seed: 0, request: 0, account: 0 }).operationId)),
].filter((operationId) => operationId !== DOCUMENT_OPERATION);

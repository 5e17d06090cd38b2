import type { ErrorCode, OperationId, Schema } from '@billing-testkit/contracts';
import type { Answer, BillingClient } from '@billing-testkit/sdk';

/** The state that a provider has to be in, as the document describes it. */
type State = Unchanged<Schema<'ProviderStateRequest'>>;

type Unchanged<Value> = Value extends object ? { readonly [Key in keyof Value]: Unchanged<Value[Key]> } : Value;

/** A request that the SDK sends. `{contractId}` in its texts stands for the id that the provider state has made. */
interface SentRequest {
  /** Method and path, such as `GET /billing/contracts/{contractId}`. */
  readonly line: string;
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: object;
}

/** A refusal that the SDK makes an error of. */
interface RefusedAnswer {
  readonly status: number;
  readonly code: ErrorCode;
  /** Whether the refusal names fields. The SDK reads a list, which may be empty. */
  readonly namesFields?: boolean;
  readonly retryAfter?: string;
}

/** An example of an answer. It may leave out fields, which the SDK's users then do without. */
type Example<Value> = Value extends readonly (infer Item)[]
  ? readonly Example<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]?: Example<Value[Key]> }
    : Value;

/** A request of the SDK, and as much of the answer as the SDK and its users read. */
export interface Interaction {
  readonly description: string;
  readonly operationId: OperationId;
  /** None is needed when it is left out. */
  readonly state?: State;
  /** Whether the client names no account. */
  readonly isAnonymous?: boolean;
  readonly request: SentRequest;
  readonly call: (client: BillingClient) => PromiseLike<unknown>;
  readonly answer: SucceededAnswer | RefusedAnswer;
}

interface SucceededAnswer {
  readonly status: 200 | 201;
  /** The answer of the method; `undefined` for a method that answers nothing. */
  readonly fields: object | undefined;
}

type Described<Op extends OperationId> = Omit<Interaction, 'operationId' | 'description' | 'answer'> & {
  /** The fields of the success. */
  readonly answers?: Example<Answer<Op>>;
  readonly status?: 200 | 201;
};

/** An interaction that succeeds. */
export function succeeds<Op extends OperationId>(
  operationId: Op,
  description: string,
  { answers, status = 200, ...described }: Described<Op>,
): Interaction {
  return { operationId, description, ...described, answer: { status, fields: answers } };
}

/** An interaction that is refused. */
export function isRefused(
  operationId: OperationId,
  description: string,
  { refusal, ...described }: Omit<Interaction, 'operationId' | 'description' | 'answer'> & { refusal: RefusedAnswer },
): Interaction {
  return { operationId, description, ...described, answer: refusal };
}

/** The account of all interactions, and the ids that a mock server makes for it: examples, which the provider's own replace. */
export const ids = {
  uuid: 'billing-sdk',
  billingGroupId: 'bg-billing-sdk',
  projectId: 'p-billing-sdk',
  meterId: 'meter-billing-sdk-1',
  contractId: 'contract-billing-sdk-1',
  adjustmentId: 'adj-billing-sdk-1',
  creditId: 'credit-billing-sdk-1',
  campaignId: 'spring-2025',
  statementId: 'st-billing-sdk-2025-03',
  paymentGroupId: 'pg-billing-sdk-2025-03',
  paymentId: 'payment-billing-sdk-5',
  batchId: 'batch-billing-sdk-1',
} as const;

export const uuid = ids.uuid;
export const month = '2025-03';

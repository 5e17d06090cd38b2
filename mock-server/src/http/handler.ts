import type { OperationId, operations, PathOf, QueryOf, RequestBody, SuccessBody } from '@billing-testkit/contracts';
import type { Batches } from '../batches/batches.ts';
import type { RulesInUse } from '../defects/rules-in-use.ts';
import type { Store } from '../store/store.ts';
import type { RateLimit } from './rate-limit.ts';
import type { Sessions } from './sessions.ts';

/** A request that was checked against its operation. */
export interface ApiRequest<Op extends OperationId> {
  /** The account that header, query or body names. */
  readonly named: string | undefined;
  /** The named account, or `uuid-kr-test` when nothing names one. */
  readonly uuid: string;
  /** Where it comes from, as requests without an account are counted by. */
  readonly address: () => string;
  readonly path: PathOf<Op>;
  readonly query: QueryOf<Op>;
  readonly body: RequestBody<Op>;
}

/** The fields that an operation answers with when it succeeds. */
type Answer<Op extends OperationId> = Omit<SuccessBody<Op>, 'header'>;

/** What a server remembers: its accounts, of each what is no part of a bill, its batches, and by which rules it bills. */
export interface Memory {
  readonly store: Store;
  readonly sessions: Sessions;
  readonly batches: Batches;
  readonly rateLimit: RateLimit;
  readonly rules: RulesInUse;
  /** Whether the server takes only what the document describes and only accounts that were created. */
  readonly isStrict: boolean;
}

/** Translates a request to what the store does and its result to the wire. */
type Handler<Op extends OperationId> = (request: ApiRequest<Op>, memory: Memory) => Answer<Op>;

/** One handler for every operation of the document. */
export type Handlers = { readonly [Op in keyof operations]: Handler<Op> };

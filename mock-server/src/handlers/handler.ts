import type { OperationId, operations, PathOf, QueryOf, RequestBody, SuccessBody } from '@billing-testkit/contracts';
import type { ServerState } from './server-state.ts';

/** A request that was checked against its operation. */
export interface ApiRequest<Op extends OperationId> {
  /**
   * The uuid that header, query or body names. An operation that can do without finds its account by the ids of the request:
   * `ownerUuid = namedUuid ?? store.holderUuid(ids) ?? DEFAULT_UUID`.
   */
  readonly namedUuid: string | undefined;
  /** `namedUuid`, or `uuid-kr-test` when nothing names an account. */
  readonly uuid: string;
  /** The address of the sender; the rate limit counts requests without an account by it. */
  readonly address: string;
  readonly path: PathOf<Op>;
  readonly query: QueryOf<Op>;
  readonly body: RequestBody<Op>;
}

/** The fields that an operation answers with when it succeeds. */
type Answer<Op extends OperationId> = Omit<SuccessBody<Op>, 'header'>;

/** Translates a request to commands of the store, and their result to the wire. */
type Handler<Op extends OperationId> = (
  request: ApiRequest<Op>,
  state: ServerState,
) => Answer<Op> | Promise<Answer<Op>>;

/** One handler for every operation of the document. */
export type Handlers = { readonly [Op in keyof operations]: Handler<Op> };

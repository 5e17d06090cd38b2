import type { OperationId, PathOf, QueryOf, RequestBody, SuccessBody } from '@billing-testkit/contracts';

/** What sending an operation takes, from the API document. */
export interface Operation {
  readonly method: string;
  /** The path with its parameters in braces. */
  readonly path: string;
  /** The header parameters it knows. */
  readonly headers: readonly string[];
  /** The query parameters whose values are joined by commas; the others are repeated. */
  readonly commaSeparated: readonly string[];
}

/** The query parameters of an operation. The account is not among them: it goes into a header, by the options of the call. */
export type Query<Op extends OperationId> = Queries[Op];

/** What an operation answers: the fields of its success body without the envelope. */
export type Answer<Op extends OperationId> = Answers[Op];

/** The operations that answer a list page by page. */
export type ListOperation = {
  [Op in OperationId]: Answers[Op] extends Page ? Op : never;
}[OperationId];

/** What every page of a list says. */
export interface Page {
  /** How many items there are on all pages together. */
  readonly totalItems: number;
}

// Tables by operation, and not conditions on it: the compiler then knows what the entries of several operations have in common.
type Queries = { [Op in OperationId]: [QueryOf<Op>] extends [never] ? never : Omit<QueryOf<Op>, 'uuid'> };
type Answers = { [Op in OperationId]: Omit<SuccessBody<Op>, 'header'> };

/** The parts of a request that an operation takes; a part whose fields are all optional may be left out. */
export type Input<Op extends OperationId> = Part<'path', PathOf<Op>> &
  Part<'query', Query<Op>> &
  Part<'body', RequestBody<Op>>;

type Part<Name extends string, Value> = [Value] extends [never]
  ? unknown
  : Partial<Value> extends Value
    ? { readonly [Key in Name]?: Value | undefined }
    : { readonly [Key in Name]: Value };

/** The parts of any operation's request, as they are sent. */
export interface RequestParts {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, QueryValue>> | undefined;
  readonly body?: unknown;
}

/** A query parameter's value; `undefined` is not sent. */
export type QueryValue = string | number | boolean | readonly string[] | undefined;

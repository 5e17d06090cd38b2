import type { OperationId, PathOf, QueryOf, RequestBody, SuccessBody } from '@billing-testkit/contracts';

/** The facts about an operation that the client needs to send it. They come from the API document. */
export interface Operation {
  readonly method: string;
  /** The path with its parameters in braces. */
  readonly path: string;
  /** The names of its header parameters. */
  readonly headers: readonly string[];
  /** The query parameters whose values are joined by commas. The other parameters are repeated for each value. */
  readonly commaSeparated: readonly string[];
}

/** The query parameters of an operation. The account is not among them: the client sends it as a header. */
export type Query<Op extends OperationId> = Queries[Op];

/** The answer of an operation: the fields of its success body without the envelope. */
export type Answer<Op extends OperationId> = Answers[Op];

/** The operations that answer a list page by page. */
export type ListOperation = {
  [Op in OperationId]: Answers[Op] extends Page ? Op : never;
}[OperationId];

/** The fields that every page of a list has. */
export interface Page {
  /** The number of items on all pages together. */
  readonly totalItems: number;
}

// These are tables of all operations, not conditional types, so that the compiler knows the fields that several operations share.
type Queries = { [Op in OperationId]: [QueryOf<Op>] extends [never] ? never : Omit<QueryOf<Op>, 'uuid'> };
type Answers = { [Op in OperationId]: Omit<SuccessBody<Op>, 'header'> };

/** The parts of a request that an operation takes. A part may be left out when all its fields are optional. */
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

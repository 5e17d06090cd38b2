import type { ErrorCode } from '@billing-testkit/contracts';

/** The facts of the API document that a server needs from its start. */
export interface DocumentFacts {
  readonly operations: readonly OperationFacts[];
  /** The HTTP status of every error code. */
  readonly errorStatus: Readonly<Record<ErrorCode, number>>;
}

/** The facts of an operation of the document that the server needs to answer its requests. */
export interface OperationFacts {
  readonly operationId: string;
  /** The HTTP method, in lower case. */
  readonly method: string;
  /** The template, such as `/billing/meters/{meterId}`. */
  readonly path: string;
  /** The operation's relation to an account: needs one by name, finds it by an id in the request, takes one or all, or has none. */
  readonly account: 'required' | 'found' | 'optional' | 'none';
  /** Whether it counts for the rate limit: the mock's own controls do not. */
  readonly isLimited: boolean;
  readonly takesBody: boolean;
  /** Whether its body may be as large as the snapshots of an account, and not only as other bodies. */
  readonly takesSnapshot: boolean;
  /** Whether it answers YAML to a request that does not ask for JSON. */
  readonly answersYaml: boolean;
  /** Whether its body may name the account, as `uuid`. */
  readonly bodyNamesAccount: boolean;
  readonly successStatus: number;
  readonly queryParameters: readonly QueryParameter[];
  /** Whether it answers a list page by page. */
  readonly isPaged: boolean;
  /** Whether its answers are kept and given again for an `Idempotency-Key`. */
  readonly isReplayed: boolean;
}

/** The form of a query parameter: single, repeated, or a list whose items are separated by commas. */
interface QueryParameter {
  readonly name: string;
  readonly style: 'single' | 'repeated' | 'commas';
}

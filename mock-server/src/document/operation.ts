import type { CompiledDocument } from './api-document.ts';
import { type FieldSchema, hasField } from './field-schema.ts';
import { RequestCheck } from './request-check.ts';

/** An operation of the document as the server needs it to answer a request. */
export interface DocumentedOperation {
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
  /** Whether its body may name the account, as `uuid`. */
  readonly bodyNamesAccount: boolean;
  readonly successStatus: number;
  readonly queryParameters: readonly QueryParameter[];
  /** Whether it answers a list page by page. */
  readonly isPaged: boolean;
  /** Whether its answers are kept and given again for an `Idempotency-Key`. */
  readonly isReplayed: boolean;
  readonly check: RequestCheck;
}

/** The form of a query parameter: single, repeated, or a list whose items are separated by commas. */
interface QueryParameter {
  readonly name: string;
  readonly style: 'single' | 'repeated' | 'commas';
}

const UNLIMITED_TAG = 'test-control';

export function documentedOperations({ operations, deciding, explaining }: CompiledDocument): DocumentedOperation[] {
  return operations.map((documented) => {
    if (!isResolved(documented)) throw new TypeError('An operation does not say its x-account.');
    const { operationId, method, path, responses, requestBody, tags, parameters = [] } = documented;
    const bodySchema = requestBody?.content['application/json'].schema;
    return {
      operationId,
      method,
      path,
      account: documented['x-account'],
      isLimited: !tags.includes(UNLIMITED_TAG),
      takesBody: requestBody !== undefined,
      bodyNamesAccount: bodySchema !== undefined && hasField(bodySchema, 'uuid'),
      successStatus: Number(Object.keys(responses).find((status) => status.startsWith('2'))),
      isPaged: parameters.some(({ name }) => name === 'itemsPerPage'),
      isReplayed: method === 'post' && documented['x-replayed'] !== false,
      queryParameters: parameters.filter((parameter) => parameter.in === 'query').map(queryParameter),
      check: new RequestCheck(bodySchema, {
        deciding: () => deciding.getRequestValidatorsForOperation(operationId) ?? [],
        explaining: () => explaining.getRequestValidatorsForOperation(operationId) ?? [],
      }),
    };
  });
}

function queryParameter({ name, explode = true, schema }: ResolvedParameter): QueryParameter {
  if (schema.type !== 'array') return { name, style: 'single' };
  return { name, style: explode ? 'repeated' : 'commas' };
}

/** An operation whose references have been resolved. */
interface ResolvedOperation {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly tags: readonly string[];
  readonly 'x-account': DocumentedOperation['account'];
  readonly 'x-replayed'?: boolean;
  readonly parameters?: readonly ResolvedParameter[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: FieldSchema } } };
  readonly responses: Readonly<Record<string, unknown>>;
}

interface ResolvedParameter {
  readonly name: string;
  readonly in: string;
  readonly explode?: boolean;
  readonly schema: { readonly type?: string };
}

function isResolved(operation: object): operation is ResolvedOperation {
  return 'x-account' in operation;
}

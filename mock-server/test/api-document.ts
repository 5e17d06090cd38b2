import { readFileSync } from 'node:fs';
import type { ErrorCode, OperationId } from '@billing-testkit/contracts';
import { parse } from 'yaml';

/** The API as it is published: tests read it by themselves, and not through the server that they test. */
export const apiDocument: ApiDocument = parse(
  readFileSync(new URL(import.meta.resolve('@billing-testkit/contracts/openapi.yaml')), 'utf8'),
);

interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;
  readonly components: {
    readonly responses: Readonly<Record<string, DocumentedResponse>>;
    readonly schemas: Readonly<Record<string, Schema>> & {
      readonly DefectName: { readonly 'x-standard-names': readonly string[] };
      readonly ErrorCode: { readonly 'x-http-status': Readonly<Record<ErrorCode, number>> };
    };
  };
}

interface DocumentedOperation {
  readonly operationId: OperationId;
  readonly responses: Readonly<Record<string, DocumentedResponse | Ref>>;
}

export interface DocumentedResponse {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly content: { readonly 'application/json': { readonly schema: Schema } };
}

interface Ref {
  readonly $ref: string;
}

/** The part of a schema that says which fields it describes. */
export interface Schema {
  readonly type?: string;
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

/** An operation of the document, and where it is. */
export interface Operation {
  readonly operationId: OperationId;
  readonly method: string;
  readonly template: string;
  /** The paths of its requests. */
  readonly pattern: RegExp;
  readonly responses: ReadonlyMap<number, DocumentedResponse>;
}

export const operations: readonly Operation[] = Object.entries(apiDocument.paths).flatMap(([template, methods]) =>
  Object.entries(methods).map(([method, { operationId, responses }]) => ({
    operationId,
    method: method.toUpperCase(),
    template,
    pattern: new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, '[^/]*')}$`),
    responses: new Map(Object.entries(responses).map(([status, response]) => [Number(status), resolved(response)])),
  })),
);

function resolved(response: DocumentedResponse | Ref): DocumentedResponse {
  if (!('$ref' in response)) return response;
  const found = apiDocument.components.responses[nameIn(response.$ref)];
  if (!found) throw new TypeError(`The document has no ${response.$ref}.`);
  return found;
}

export function nameIn(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}

export function operationOf(operationId: OperationId): Operation {
  const found = operations.find((operation) => operation.operationId === operationId);
  if (!found) throw new TypeError(`The document has no operation ${operationId}.`);
  return found;
}

/** The operation that a request asks for: a path that is written out comes before one with parameters. */
export function operationAt(method: string, path: string): Operation | undefined {
  const candidates = operations.filter((operation) => operation.method === method && operation.pattern.test(path));
  return candidates.sort((a, b) => parametersOf(a) - parametersOf(b))[0];
}

function parametersOf({ template }: Operation): number {
  return template.split('{').length;
}

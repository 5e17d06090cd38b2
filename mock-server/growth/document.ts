import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** The part of a schema that says which values it allows. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly maxItems?: number;
  readonly maxProperties?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly format?: string;
  readonly pattern?: string;
  readonly example?: unknown;
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: Schema;
  readonly example?: unknown;
}

interface Ref {
  readonly $ref: string;
}

interface DocumentedOperation {
  readonly operationId: string;
  readonly 'x-account': 'required' | 'found' | 'optional' | 'none';
  readonly parameters?: readonly (Parameter | Ref)[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema } } };
}

interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;
  readonly components: {
    readonly parameters: Readonly<Record<string, Parameter>>;
    readonly schemas: Readonly<Record<string, Schema>>;
  };
}

const apiDocument: ApiDocument = parse(
  readFileSync(new URL(import.meta.resolve('@billing-testkit/contracts/openapi.yaml')), 'utf8'),
);

/** An operation of the document, its references to parameters resolved. */
export interface Operation {
  readonly operationId: string;
  readonly method: string;
  readonly template: string;
  readonly account: 'required' | 'found' | 'optional' | 'none';
  readonly parameters: readonly Parameter[];
  readonly body: Schema | undefined;
}

export const operations: readonly Operation[] = Object.entries(apiDocument.paths).flatMap(([template, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    operationId: operation.operationId,
    method: method.toUpperCase(),
    template,
    account: operation['x-account'],
    parameters: (operation.parameters ?? []).map(parameterOf),
    body: operation.requestBody?.content['application/json'].schema,
  })),
);

/** The query parameters of an operation without `uuid`, which only names the account. */
export function queryParametersOf({ parameters }: Operation): readonly Parameter[] {
  return parameters.filter((parameter) => parameter.in === 'query' && parameter.name !== 'uuid');
}

function parameterOf(parameter: Parameter | Ref): Parameter {
  if (!('$ref' in parameter)) return parameter;
  const found = apiDocument.components.parameters[nameIn(parameter.$ref)];
  if (!found) throw new TypeError(`The document has no ${parameter.$ref}.`);
  return found;
}

/** A schema without references and choices. Its `name` is that of the innermost schema that it was referred to by. */
export interface Shape extends Schema {
  readonly name?: string;
}

/** The shapes that a schema allows: one for each of its alternatives. */
export function shapesOf({ $ref, allOf = [], anyOf, oneOf, ...own }: Schema): readonly Shape[] {
  if ($ref !== undefined) return shapesOf(schemaCalled($ref)).map((shape) => ({ name: nameIn($ref), ...shape }));
  const alternatives = anyOf ?? oneOf;
  const parts = [...allOf.map(shapesOf), ...(alternatives ? [alternatives.flatMap(shapesOf)] : [])];
  return parts.reduce<readonly Shape[]>(
    (shapes, part) => shapes.flatMap((shape) => part.map((other) => bothOf(shape, other))),
    [own],
  );
}

function bothOf(outer: Shape, inner: Shape): Shape {
  const properties = { ...outer.properties, ...inner.properties };
  const required = [...(outer.required ?? []), ...(inner.required ?? [])];
  return { ...inner, ...outer, properties, required };
}

function schemaCalled(ref: string): Schema {
  const found = apiDocument.components.schemas[nameIn(ref)];
  if (!found) throw new TypeError(`The document has no ${ref}.`);
  return found;
}

function nameIn(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}

import { type Json, listOf, objectOf, textOf } from '../documents/json-value.ts';
import { References } from './references.ts';

/** An operation of a document, its references followed. */
export interface DocumentedOperation {
  /** Method and path, such as `GET /things/{id}`. */
  readonly name: string;
  /** The same for a path whose parameters have other names. */
  readonly key: string;
  /** The parameters by place and name; those of the path by their position in it. */
  readonly parameters: ReadonlyMap<string, Parameter>;
  /** The body of the request; nothing for an operation that takes none. */
  readonly requestBody?: Json | undefined;
  readonly responses: ReadonlyMap<string, Json>;
  readonly security: unknown;
}

export interface Parameter {
  /** `query parameter page`. */
  readonly name: string;
  readonly isRequired: boolean;
  readonly style: string;
  readonly explode: boolean;
  readonly schema: unknown;
}

/** A document's operations, in its order, and its references. */
export interface DocumentedApi {
  readonly operations: ReadonlyMap<string, DocumentedOperation>;
  readonly references: References;
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

export function documentedApi(document: Json): DocumentedApi {
  const references = new References(document);
  const operations = Object.entries(objectOf(document.paths)).flatMap(([path, item]) => {
    const resolved = references.resolve(item);
    const methods = METHODS.filter((method) => resolved[method] !== undefined);
    return methods.map((method) => operationOf({ method, path, item: resolved, document }, references));
  });
  return { operations: new Map(operations.map((operation) => [operation.key, operation])), references };
}

interface Found {
  readonly method: string;
  readonly path: string;
  readonly item: Json;
  readonly document: Json;
}

function operationOf({ method, path, item, document }: Found, references: References): DocumentedOperation {
  const operation = objectOf(item[method]);
  const { requestBody, security = document.security } = operation;
  const parameters = [...listOf(item.parameters), ...listOf(operation.parameters)].map((parameter) =>
    parameterOf(references.resolve(parameter), path),
  );
  const responses = Object.entries(objectOf(operation.responses));
  return {
    name: `${method.toUpperCase()} ${path}`,
    key: `${method} ${path.replaceAll(PLACE, '{}')}`,
    parameters: new Map(parameters),
    requestBody: requestBody === undefined ? undefined : references.resolve(requestBody),
    responses: new Map(responses.map(([status, response]) => [status, references.resolve(response)])),
    security: listOf(security).length > 0 ? security : undefined,
  };
}

const PLACE = /\{[^}]*\}/gu;

function parameterOf(parameter: Json, path: string): [key: string, Parameter] {
  const { required = false, schema = firstSchema(parameter.content) } = parameter;
  const kind = textOf(parameter.in) ?? '';
  const given = textOf(parameter.name) ?? '';
  const name = kind === 'header' ? given.toLowerCase() : given;
  const { style = kind === 'query' || kind === 'cookie' ? 'form' : 'simple' } = parameter;
  const { explode = style === 'form' } = parameter;
  const position = Array.from(path.matchAll(PLACE), ([place]) => place).indexOf(`{${name}}`);
  return [
    kind === 'path' ? `path ${position}` : `${kind} ${name}`,
    {
      name: `${kind} parameter ${name}`,
      isRequired: required === true,
      style: String(style),
      explode: explode === true,
      schema,
    },
  ];
}

function firstSchema(content: unknown): unknown {
  return objectOf(Object.values(objectOf(content))[0]).schema;
}

import { Ajv, type ValidateFunction } from 'ajv';
import { expect } from 'vitest';
import { addFormats } from '../scripts/ajv-formats.ts';
import {
  apiDocument,
  type DocumentedResponse,
  nameIn,
  type Operation,
  operationAt,
  type Schema,
} from './api-document.ts';

/** An answer as it came. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

interface Exchange extends Answer {
  readonly method: string;
  readonly path: string;
}

const ajv = addFormats(new Ajv({ strict: false, allErrors: true, formats: { int64: true } }));
ajv.addSchema(apiDocument, 'document');

const errorEnvelope: Schema = { $ref: '#/components/schemas/ErrorEnvelope' };
const validators = new Map<Schema, ValidateFunction>();

/** Fails the test when an answer of the API does not agree with the document's operation, status, headers and body. */
export function expectDocumented({ method, path, ...answer }: Exchange): void {
  const label = `${method} ${path} → ${answer.status} ${JSON.stringify(answer.body)}`.slice(0, 2000);
  const operation = operationAt(method, path);
  const response = operation && responseOf(operation, answer.status, label);
  const schema = response?.content['application/json'].schema ?? errorEnvelope;
  expect(answer.headers.get('content-type'), label).toBe('application/json; charset=utf-8');
  expect(answer.headers.get('x-request-id'), label).toMatch(/^[\w.:-]{1,128}$/);
  expect(problemsOf(schema, answer.body), label).toEqual([]);
  expect(undocumentedFields([schema], answer.body, ''), label).toEqual([]);
  if (answer.status >= 400) expectHelpful(answer, label);
}

function responseOf({ operationId, responses }: Operation, status: number, label: string): DocumentedResponse {
  const response = responses.get(status);
  if (!response) throw new Error(`${operationId} does not document this status: ${label}`);
  return response;
}

function problemsOf(schema: Schema, body: unknown): string[] {
  const validate = validators.get(schema) ?? ajv.compile(absolute(schema));
  validators.set(schema, validate);
  validate(body);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** The schema with its references into the document. */
function absolute(schema: Schema): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"document#/'));
}

/** The fields of an answer that none of its schemas describes: a client can't know them, or should not see them. */
function undocumentedFields(schemas: readonly Schema[], value: unknown, path: string): string[] {
  const described = schemas.flatMap(partsOf);
  // A schema without a type is of any value, with any fields.
  if (described.some(({ type, $ref, allOf, anyOf, oneOf }) => !(type ?? $ref ?? allOf ?? anyOf ?? oneOf))) return [];
  if (Array.isArray(value)) {
    const items = described.flatMap((part) => part.items ?? []);
    return value.flatMap((item, index) => undocumentedFields(items, item, `${path}/${index}`));
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, field]) => {
    const fields = described.flatMap((part) => fieldOf(part, name));
    return fields.length === 0 ? [`${path}/${name}`] : undocumentedFields(fields, field, `${path}/${name}`);
  });
}

function fieldOf({ properties = {}, additionalProperties }: Schema, name: string): Schema[] {
  const named = Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (named) return [named];
  return typeof additionalProperties === 'object' ? [additionalProperties] : [];
}

const parts = new Map<Schema, readonly Schema[]>();

/** A schema and all that it is put together from. */
function partsOf(schema: Schema): readonly Schema[] {
  const found = parts.get(schema) ?? newPartsOf(schema);
  parts.set(schema, found);
  return found;
}

function newPartsOf(schema: Schema): Schema[] {
  const target = schema.$ref === undefined ? undefined : apiDocument.components.schemas[nameIn(schema.$ref)];
  const { allOf = [], anyOf = [], oneOf = [] } = schema;
  return [schema, ...[...allOf, ...anyOf, ...oneOf, ...(target ? [target] : [])].flatMap(partsOf)];
}

const STACK_OR_FILE = /\n\s*at |\.[jt]s:\d|file:\/\/|node:|node_modules|\/src\/|\/dist\/|TypeError|RangeError/;

/** Checks that a refusal explains the mistake in a sentence, has a code of its status, and shows nothing of the server's inside. */
function expectHelpful({ status, headers, body }: Answer, label: string): void {
  const { 'x-http-status': statuses } = apiDocument.components.schemas.ErrorCode;
  const { error, header, requestId } = asRefusal(body);
  expect(statuses, label).toHaveProperty(error, status);
  expect(header.resultCode, label).toBe(status);
  expect(header.resultMessage, label).toMatch(/^\S.{10,}[.?]$/s);
  expect(requestId, label).toBe(headers.get('x-request-id'));
  expect(JSON.stringify(body), label).not.toMatch(STACK_OR_FILE);
}

/** A refusal's body. */
export interface RefusalBody {
  readonly header: { readonly isSuccessful: false; readonly resultCode: number; readonly resultMessage: string };
  readonly error: string;
  readonly details: readonly { readonly path: string; readonly message: string }[];
  readonly requestId: string;
}

export function asRefusal(body: unknown): RefusalBody {
  assertRefusal(body);
  return body;
}

function assertRefusal(body: unknown): asserts body is RefusalBody {
  expect(problemsOf(errorEnvelope, body)).toEqual([]);
}

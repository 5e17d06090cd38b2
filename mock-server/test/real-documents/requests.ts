import { Checker } from '../../src/other-documents/checking/checker.ts';
import { Generator } from '../../src/other-documents/generating/generator.ts';
import { NONE } from '../../src/other-documents/generating/making.ts';
import { operationsOf } from '../../src/other-documents/operations/document-operations.ts';
import { essenceOf, isJson, type Media } from '../../src/other-documents/operations/media.ts';
import type { Operation } from '../../src/other-documents/operations/operation.ts';
import type { Parameter } from '../../src/other-documents/operations/parameter.ts';
import type { Scheme } from '../../src/other-documents/operations/security.ts';
import { isObject } from '../../src/other-documents/reading/json.ts';
import { readDocument } from '../../src/other-documents/reading/read-document.ts';
import { loadRealisticSource } from '../../src/other-documents/realistic/realistic-source.ts';
import type { Schema } from '../../src/other-documents/schemas/schema.ts';
import { Schemas } from '../../src/other-documents/schemas/schemas.ts';
import { randomOf } from '../../src/random/random.ts';

/** A request that is right by a document. */
export interface PlannedRequest {
  readonly operation: Operation;
  readonly method: string;
  /** The path with query, with the base path of the document's first server. */
  readonly target: string;
  /** The same without the base path. */
  readonly ownTarget: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Whether it is right by the document: no value may be valid against the schema of its body. */
  readonly isPossible: boolean;
}

/** The requests that a document can be asked, and a test of the answers that it can give. */
export interface Plan {
  /** One request for each operation, in the order of the document; for none that no valid request can be made for. */
  readonly requests: readonly PlannedRequest[];
  readonly withoutRequest: readonly Operation[];
  /** Whether a value can be valid against the schema of an answer. */
  canAnswer(schema: Schema): boolean;
}

export async function planFor(file: string): Promise<Plan> {
  const read = readDocument(file);
  const schemas = new Schemas(read);
  const source = await loadRealisticSource(randomOf('requests'));
  const maker = new RequestMaker(new Generator(source, new Checker('request')));
  const served = operationsOf({ root: read.root, references: read.references, schemas }, () => false, []);
  const answers = new Generator(source, new Checker('response'));
  const all = served.map(({ operation, templates }) => maker.requestFor(operation, templates[0] ?? operation.template));
  return {
    requests: all.filter(({ isPossible }) => isPossible),
    withoutRequest: all.filter(({ isPossible }) => !isPossible).map(({ operation }) => operation),
    canAnswer: (schema) => answers.canMake(schema),
  };
}

class RequestMaker {
  readonly #generator: Generator;
  /** Whether all parts of the request that is being made can be made. */
  #isPossible = true;

  constructor(generator: Generator) {
    this.#generator = generator;
  }

  requestFor(operation: Operation, template: string): PlannedRequest {
    this.#isPossible = true;
    const required = operation.parameters.filter((parameter) => parameter.isRequired);
    const path = required.filter((parameter) => parameter.in === 'path');
    const query = required
      .filter((parameter) => parameter.in === 'query')
      .flatMap((parameter) => this.#pairs(parameter));
    const keys = (operation.requirements[0] ?? []).filter(({ kind }) => kind === 'apiKey');
    const inQuery = keys.filter(({ place }) => place === 'query').map(({ key }): [string, string] => [key, 'key']);
    const cookies = [
      ...keys.filter(({ place }) => place === 'cookie').map(({ key }) => `${key}=key`),
      ...required
        .filter((parameter) => parameter.in === 'cookie')
        .map((parameter) => `${parameter.name}=${this.#text(parameter)}`),
    ];
    const { media, body, isPossible } = this.#body(operation);
    const queryString = [...query, ...inQuery]
      .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
      .join('&');
    const filled = (text: string) => withQuery(this.#filled(text, path), queryString);
    return {
      operation,
      method: operation.method,
      target: filled(template),
      ownTarget: filled(operation.template),
      headers: {
        ...Object.fromEntries(
          required
            .filter((parameter) => parameter.in === 'header')
            .map((parameter) => [parameter.name, this.#text(parameter)]),
        ),
        ...Object.fromEntries((operation.requirements[0] ?? []).flatMap(authorization)),
        ...(cookies.length > 0 && { cookie: cookies.join('; ') }),
        ...(media && { 'content-type': media }),
      },
      body,
      isPossible: isPossible && this.#isPossible,
    };
  }

  #filled(template: string, parameters: readonly Parameter[]): string {
    const [whole = ''] = template.split('#');
    // Parameters in the query of a template are those of the query.
    const path = whole.includes('?') && whole.split('?')[1]?.includes('{') ? (whole.split('?')[0] ?? '') : whole;
    return path.replaceAll(/\{([^{}]*)\}/g, (braces, name: string) => {
      const parameter = parameters.find((one) => one.name === name);
      return parameter
        ? prefixOf(parameter) + encodeURIComponent(this.#text(parameter)).replaceAll('%2C', ',')
        : braces.slice(1, -1);
    });
  }

  #value({ schema, media, name }: Parameter): unknown {
    const described = schema ?? media?.schema;
    const value = described ? this.#generator.make(described, name, { name, usesExamples: true }) : 'x';
    if (value === NONE) this.#isPossible = false;
    return value === NONE ? 'x' : value;
  }

  #text(parameter: Parameter): string {
    const value = this.#value(parameter);
    return parameter.media ? JSON.stringify(value) : joined(value, ',') || 'x';
  }

  #pairs(parameter: Parameter): [string, string][] {
    const value = this.#value(parameter);
    const { name, style, isExploded, media } = parameter;
    if (media) return [[name, JSON.stringify(value)]];
    if (isObject(value) && style === 'deepObject')
      return Object.entries(value).map(([key, field]) => [`${name}[${key}]`, textOf(field)]);
    if (!isExploded) return [[name, joined(value, separators[style] ?? ',')]];
    if (Array.isArray(value)) return value.map((item) => [name, textOf(item)]);
    return isObject(value)
      ? Object.entries(value).map(([key, field]) => [key, textOf(field)])
      : [[name, textOf(value)]];
  }

  #body({ body, id }: Operation): Pick<PlannedRequest, 'body' | 'isPossible'> & { readonly media?: string } {
    const media = body?.media.find((one) => isJson(one.type)) ?? body?.media[0];
    if (!(media && body?.isRequired)) return { body: undefined, isPossible: true };
    const type = essenceOf(media.type).replace('*/*', 'application/json').replace('/*', '/plain');
    const value = media.schema ? this.#generator.make(media.schema, id, { name: '', usesExamples: false }) : {};
    if (value === NONE) return { body: undefined, isPossible: false };
    return { ...written(type, value, media), isPossible: true };
  }
}

const BOUNDARY = 'a-text-that-no-field-has-in-it';

const separators: Readonly<Record<string, string>> = { pipeDelimited: '|', spaceDelimited: ' ' };

/** The parts of a value in one text. */
function joined(value: unknown, separator: string): string {
  const parts = isObject(value) ? Object.entries(value).flat() : [value].flat();
  return parts.map(String).join(separator);
}

function written(type: string, value: unknown, { schema }: Media): { readonly media: string; readonly body: string } {
  if (type === 'multipart/form-data') {
    const parts = isObject(value)
      ? Object.entries(value).map(
          ([name, field]) =>
            `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${textOf(field)}\r\n`,
        )
      : [];
    return { media: `${type}; boundary=${BOUNDARY}`, body: `${parts.join('')}--${BOUNDARY}--\r\n` };
  }
  if (type === 'application/x-www-form-urlencoded')
    return { media: type, body: new URLSearchParams(isObject(value) ? fieldsOf(value, '') : []).toString() };
  return {
    media: type,
    body: isJson(type) || (schema && typeof value !== 'string') ? JSON.stringify(value) : textOf(value),
  };
}

function fieldsOf(value: object, prefix: string): [string, string][] {
  return Object.entries(value).flatMap(([key, field]): [string, string][] => {
    const name = prefix === '' ? key : `${prefix}[${key}]`;
    if (Array.isArray(field) && field.every((item) => typeof item !== 'object'))
      return field.map((item) => [name, textOf(item)]);
    return typeof field === 'object' && field !== null ? fieldsOf(field, name) : [[name, String(field)]];
  });
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function prefixOf({ style, name }: Parameter): string {
  if (style === 'label') return '.';
  return style === 'matrix' ? `;${name}=` : '';
}

function withQuery(path: string, query: string): string {
  if (query === '') return path;
  return `${path}${path.includes('?') ? '&' : '?'}${query}`;
}

function authorization({ kind, place, key }: Scheme): [string, string][] {
  if (kind === 'basic') return [['authorization', `Basic ${Buffer.from('user:password').toString('base64')}`]];
  if (kind === 'apiKey') return place === 'header' ? [[key, 'key']] : [];
  return kind === 'none' ? [] : [['authorization', `${key} token`]];
}

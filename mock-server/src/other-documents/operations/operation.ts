import { fieldOf, isList, isObject } from '../reading/json.ts';
import { childOf, childrenOf, type Located } from '../reading/located.ts';
import type { Schema } from '../schemas/schema.ts';
import { type Media, mediaOf } from './media.ts';
import type { OperationSource } from './operation-source.ts';
import { type Requirement, requirementsOf } from './security.ts';

/** A parameter of an operation. */
export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly isRequired: boolean;
  readonly style: string;
  readonly isExploded: boolean;
  readonly schema: Schema | undefined;
  /** The media type of a parameter that is written as one. */
  readonly media: Media | undefined;
}

export interface RequestBody {
  readonly isRequired: boolean;
  readonly media: readonly Media[];
}

/** A response of an operation. */
export interface ResponseOf {
  /** A status, a range like `2XX`, or `default`. */
  readonly status: string;
  readonly media: readonly Media[];
  readonly headers: readonly (readonly [name: string, header: Located])[];
  readonly at: Located;
}

/** An operation of a document. Its parts are made when they are first asked for: a server is asked for few of them. */
export class Operation {
  /** The name by which metrics, logs and controls know it. */
  readonly id: string;
  /** In upper case. */
  readonly method: string;
  readonly template: string;
  readonly at: Located;
  readonly source: OperationSource;
  readonly #pathItem: Located;
  #parameters: readonly Parameter[] | undefined;
  #body: { readonly body: RequestBody | undefined } | undefined;
  #responses: readonly ResponseOf[] | undefined;
  #requirements: readonly Requirement[] | undefined;

  constructor(given: OperationParts) {
    this.id = given.id;
    this.method = given.method;
    this.template = given.template;
    this.at = given.at;
    this.source = given.source;
    this.#pathItem = given.pathItem;
  }

  get parameters(): readonly Parameter[] {
    this.#parameters ??= this.#readParameters();
    return this.#parameters;
  }

  get body(): RequestBody | undefined {
    this.#body ??= { body: this.#readBody() };
    return this.#body.body;
  }

  get responses(): readonly ResponseOf[] {
    this.#responses ??= this.#readResponses();
    return this.#responses;
  }

  get requirements(): readonly Requirement[] {
    this.#requirements ??= requirementsOf(this.at, this.source);
    return this.#requirements;
  }

  /** Whether the document says so of the operation, of its path or of one of its tags. */
  get isMarkedStateful(): boolean {
    const tags = childrenOf(childOf(this.source.root, 'tags'));
    const names = fieldOf(this.at.value, 'tags');
    const ownTags = tags.filter(([, tag]) => isList(names) && names.includes(fieldOf(tag.value, 'name')));
    const places = [this.source.root, this.#pathItem, this.at, ...ownTags.map(([, tag]) => tag)];
    return places.some((place) => fieldOf(place.value, 'x-stateful') === true);
  }

  #readParameters(): Parameter[] {
    const byKey = new Map<string, Parameter>();
    for (const at of [this.#pathItem, this.at]) {
      for (const [, entry] of childrenOf(childOf(at, 'parameters'))) {
        const parameter = parameterAt(this.source.references.resolve(entry), this.source);
        if (parameter) byKey.set(`${parameter.in} ${parameter.name}`, parameter);
      }
    }
    return [...byKey.values()];
  }

  #readBody(): RequestBody | undefined {
    const entry = childOf(this.at, 'requestBody');
    if (!isObject(entry.value)) return undefined;
    const at = this.source.references.resolve(entry);
    const media = mediaOf(at, this.source.references, this.source.schemas);
    return { isRequired: fieldOf(at.value, 'required') === true, media };
  }

  #readResponses(): ResponseOf[] {
    const { references, schemas } = this.source;
    return childrenOf(childOf(this.at, 'responses')).flatMap(([status, entry]) => {
      if (status.startsWith('x-')) return [];
      const at = references.resolve(entry);
      const headers = childrenOf(childOf(at, 'headers')).map(
        ([name, header]) => [name, references.resolve(header)] as const,
      );
      return [
        {
          status: status.toUpperCase() === 'DEFAULT' ? 'default' : status.toUpperCase(),
          media: mediaOf(at, references, schemas),
          headers,
          at,
        },
      ];
    });
  }
}

interface OperationParts {
  readonly id: string;
  readonly method: string;
  readonly template: string;
  readonly at: Located;
  readonly pathItem: Located;
  readonly source: OperationSource;
}

/** Headers that the standard keeps for itself, and the one by which the mock is told what to answer. */
const NOT_PARAMETERS: ReadonlySet<string> = new Set(['accept', 'content-type', 'authorization', 'prefer']);

const DEFAULT_STYLES: Readonly<Record<string, string>> = {
  query: 'form',
  cookie: 'form',
  path: 'simple',
  header: 'simple',
};

function parameterAt(at: Located, { references, schemas }: OperationSource): Parameter | undefined {
  const [name, place] = [fieldOf(at.value, 'name'), fieldOf(at.value, 'in')];
  if (typeof name !== 'string' || typeof place !== 'string') return undefined;
  if (place === 'header' && NOT_PARAMETERS.has(name.toLowerCase())) return undefined;
  const given = fieldOf(at.value, 'style');
  const style = typeof given === 'string' ? given : (DEFAULT_STYLES[place] ?? 'form');
  const explode = fieldOf(at.value, 'explode');
  const schema = childOf(at, 'schema');
  return {
    name,
    in: place,
    isRequired: place === 'path' || fieldOf(at.value, 'required') === true,
    style,
    isExploded: typeof explode === 'boolean' ? explode : style === 'form' || style === 'deepObject',
    schema: schema.value === undefined ? undefined : schemas.of(schema),
    media: mediaOf(at, references, schemas)[0],
  };
}

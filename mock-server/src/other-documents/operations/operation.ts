import { fieldOf, isList, isObject } from '../reading/json.ts';
import { childOf, childrenOf, type Located } from '../reading/located.ts';
import { type Media, mediaOf } from './media.ts';
import type { OperationSource } from './operation-source.ts';
import { type Parameter, parametersOf } from './parameter.ts';
import { type Requirement, requirementsOf } from './security.ts';

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
  /** The HTTP method, in upper case. */
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
    this.#parameters ??= parametersOf([this.#pathItem, this.at], this.template, this.source);
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

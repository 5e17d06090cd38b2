import { canonical, fieldOf, isList, isObject, type JsonObject } from '../reading/json.ts';
import { childOf, childrenOf, type Located } from '../reading/located.ts';
import type { Dialect } from '../reading/read-document.ts';
import { referenceIn } from '../reading/references.ts';

export type JsonType = 'null' | 'boolean' | 'object' | 'array' | 'number' | 'string';

const JSON_TYPES: readonly JsonType[] = ['null', 'boolean', 'object', 'array', 'number', 'string'];

/** A property whose value tells which of several schemas an object has. */
export interface Discriminator {
  readonly propertyName: string;
  readonly mapping: readonly (readonly [string, Schema])[];
}

/** The schemas of the document that a schema is part of. */
export interface SchemaSource {
  readonly dialect: Dialect;
  of(at: Located): Schema;
  targetOf(at: Located, reference: string): Schema;
  /** The schema that the mapping of a discriminator names. */
  mapped(at: Located, target: string): Schema | undefined;
}

/**
 * A schema of a document, of either dialect, in the terms of JSON Schema 2020-12. Its parts are made when they are first asked for:
 * schemas refer to each other in circles, and a server needs few of those of a large document.
 */
export class Schema {
  /** Counts the schemas of a document. */
  readonly id: number;
  readonly at: Located;
  /** The schema's own keywords; none for `true`, `false`, and a reference of OpenAPI 3.0, whose other fields mean nothing. */
  readonly keywords: JsonObject;
  readonly #schemas: SchemaSource;
  #discriminator: { readonly found: Discriminator | undefined } | undefined;

  constructor(schemas: SchemaSource, id: number, at: Located) {
    this.#schemas = schemas;
    this.id = id;
    this.at = at;
    this.keywords = isObject(at.value) ? at.value : {};
  }

  /** Whether it is `false`, which nothing is valid against. */
  get isFalse(): boolean {
    return this.at.value === false;
  }

  get isNullable(): boolean {
    return this.#schemas.dialect === 'openapi-3.0' && this.keywords.nullable === true;
  }

  /** The types that a value may have; `undefined` for all. `isInteger` says whether a number has to be whole. */
  get types(): ReadonlySet<JsonType> | undefined {
    const { type } = this.keywords;
    const given = [type].flat();
    if (type === undefined) return undefined;
    const types = new Set(JSON_TYPES.filter((name) => given.includes(name)));
    if (given.includes('integer')) types.add('number');
    if (this.isNullable) types.add('null');
    return types;
  }

  get isInteger(): boolean {
    const { type } = this.keywords;
    return isList(type) ? type.includes('integer') && !type.includes('number') : type === 'integer';
  }

  /** The values that a value may have, the one of `const` included; `undefined` for any. */
  get values(): readonly unknown[] | undefined {
    const { keywords } = this;
    if (this.#schemas.dialect === 'json-schema' && Object.hasOwn(keywords, 'const')) return [keywords.const];
    return isList(keywords.enum) ? keywords.enum : undefined;
  }

  number(name: string): number | undefined {
    const value = this.keywords[name];
    return typeof value === 'number' ? value : undefined;
  }

  text(name: string): string | undefined {
    const value = this.keywords[name];
    return typeof value === 'string' ? value : undefined;
  }

  flag(name: string): boolean {
    return this.keywords[name] === true;
  }

  get required(): readonly string[] {
    return textsIn(this.keywords.required);
  }

  /** The smallest value, and whether it is excluded; in OpenAPI 3.0 `exclusiveMinimum: true` says the latter of `minimum`. */
  bound(inclusive: 'minimum' | 'maximum', exclusive: 'exclusiveMinimum' | 'exclusiveMaximum') {
    const limit = this.number(inclusive);
    const strict = this.number(exclusive);
    return {
      limit: this.flag(exclusive) ? undefined : limit,
      strict: this.flag(exclusive) ? limit : strict,
    };
  }

  /** The schema that a reference names; `undefined` for a schema that is no reference. */
  get target(): Schema | undefined {
    const reference = referenceIn(this.at.value);
    return reference === undefined ? undefined : this.#schemas.targetOf(this.at, reference);
  }

  schema(name: string): Schema | undefined {
    const value = this.keywords[name];
    return isObject(value) || typeof value === 'boolean' ? this.#schemas.of(childOf(this.at, name)) : undefined;
  }

  list(name: string): readonly Schema[] {
    return isList(this.keywords[name]) ? childrenOf(childOf(this.at, name)).map(([, at]) => this.#schemas.of(at)) : [];
  }

  map(name: string): readonly (readonly [string, Schema])[] {
    if (!isObject(this.keywords[name])) return [];
    return childrenOf(childOf(this.at, name)).map(([key, at]) => [key, this.#schemas.of(at)] as const);
  }

  /** The schema of a property, when the schema by itself says one. */
  property(name: string): Schema | undefined {
    const { properties } = this.keywords;
    const value = fieldOf(properties, name);
    if (!(isObject(value) || typeof value === 'boolean')) return undefined;
    return this.#schemas.of(childOf(childOf(this.at, 'properties'), name));
  }

  /** The schemas of the first items; a list in `items` means the same, as drafts before 2020 wrote it. */
  get prefixItems(): readonly Schema[] {
    return isList(this.keywords.items) ? this.list('items') : this.list('prefixItems');
  }

  get items(): Schema | undefined {
    return isList(this.keywords.items) ? this.schema('additionalItems') : this.schema('items');
  }

  get dependentRequired(): readonly (readonly [string, readonly string[]])[] {
    const { dependentRequired } = this.keywords;
    return isObject(dependentRequired)
      ? Object.entries(dependentRequired).map(([name, names]) => [name, textsIn(names)] as const)
      : [];
  }

  get discriminator(): Discriminator | undefined {
    this.#discriminator ??= { found: this.#readDiscriminator() };
    return this.#discriminator.found;
  }

  /** The schema that a value's discriminator names: by its mapping, else the shape that is the component of this name. */
  kindOf(value: unknown): Schema | undefined {
    const { discriminator } = this;
    const name = discriminator && fieldOf(value, discriminator.propertyName);
    if (!discriminator || typeof name !== 'string') return undefined;
    const shapes = () => [...this.list('oneOf'), ...this.list('anyOf')];
    const mapped = discriminator.mapping.find(([key]) => key === name)?.[1];
    return mapped ?? shapes().find(({ at }) => at.pointer.endsWith(`/schemas/${name}`));
  }

  #readDiscriminator(): Discriminator | undefined {
    const propertyName = fieldOf(this.keywords.discriminator, 'propertyName');
    if (typeof propertyName !== 'string') return undefined;
    const mapping = fieldOf(this.keywords.discriminator, 'mapping');
    const entries = isObject(mapping) ? Object.entries(mapping) : [];
    const found = entries.flatMap(([value, target]) => {
      const schema = typeof target === 'string' ? this.#schemas.mapped(this.at, target) : undefined;
      return schema ? [[value, schema] as const] : [];
    });
    return { propertyName, mapping: found };
  }

  /** The examples that the schema itself gives. */
  get examples(): readonly unknown[] {
    const { keywords } = this;
    const several = isList(keywords.examples) ? keywords.examples : [];
    return Object.hasOwn(keywords, 'example') ? [keywords.example, ...several] : several;
  }

  /** The values as texts that are equal for equal values. */
  get canonicalValues(): ReadonlySet<string> | undefined {
    return this.values && new Set(this.values.map(canonical));
  }
}

function textsIn(value: unknown): readonly string[] {
  return isList(value) ? value.filter((item) => typeof item === 'string') : [];
}

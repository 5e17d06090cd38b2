import { fieldOf } from '../reading/json.ts';
import { childOf, type Located } from '../reading/located.ts';
import type { Dialect, ReadDocument } from '../reading/read-document.ts';
import { type References, referenceIn } from '../reading/references.ts';
import { Schema, type SchemaSource } from './schema.ts';

/** The schemas of a document. One place of the document is one schema, however many references lead to it. */
export class Schemas implements SchemaSource {
  readonly dialect: Dialect;
  readonly #root: Located;
  readonly #references: References;
  readonly #byValue = new Map<object, Schema>();
  readonly #flags: { readonly [value in 'true' | 'false']: Schema };
  #count = 0;

  constructor({ dialect, references, root }: ReadDocument) {
    this.dialect = dialect;
    this.#references = references;
    this.#root = root;
    this.#flags = { true: this.#make({ ...root, value: true }), false: this.#make({ ...root, value: false }) };
  }

  /** The schema that any value is valid against. */
  get any(): Schema {
    return this.#flags.true;
  }

  /** The schema at a place. For a reference of OpenAPI 3.0 it is the schema that the reference names. */
  of(at: Located): Schema {
    const { value } = at;
    if (typeof value !== 'object' || value === null) return this.#flags[value === false ? 'false' : 'true'];
    const known = this.#byValue.get(value);
    if (known) return known;
    const isMere =
      referenceIn(value) !== undefined && (this.dialect === 'openapi-3.0' || Object.keys(value).length === 1);
    const schema = isMere ? this.of(this.#references.resolve(at)) : this.#make(at);
    this.#byValue.set(value, schema);
    return schema;
  }

  targetOf(at: Located, reference: string): Schema {
    return this.of(this.#references.target(at, reference));
  }

  /** The schema that a discriminator's mapping names: by a reference or by the name of a component. */
  mapped(at: Located, target: string): Schema | undefined {
    const schemas = this.#references.resolve(childOf(childOf(this.#root, 'components'), 'schemas'));
    if (fieldOf(schemas.value, target) !== undefined) return this.of(childOf(schemas, target));
    try {
      return this.targetOf(at, target);
    } catch {
      return undefined;
    }
  }

  #make(at: Located): Schema {
    this.#count += 1;
    return new Schema(this, this.#count, at);
  }
}

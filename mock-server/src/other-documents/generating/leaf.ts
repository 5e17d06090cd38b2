import { canonical } from '../reading/json.ts';
import type { FieldName } from '../realistic/texts-by-name.ts';
import type { JsonType } from '../schemas/schema.ts';
import { ListMaker } from './lists.ts';
import { type Made, type Making, NONE } from './making.ts';
import { NumberMaker } from './numbers.ts';
import { ObjectMaker } from './objects.ts';
import type { Maker, PartShape, Shapes } from './shapes.ts';
import { TextMaker } from './texts.ts';
import type { Variant } from './variant.ts';

/** The keywords whose meaning for a value is known only when it is finished. */
const CHECKED = [
  'oneOf',
  'not',
  'if',
  'contains',
  'dependentSchemas',
  'propertyNames',
  'unevaluatedProperties',
  'unevaluatedItems',
  'discriminator',
];

const NULL_SHARE = 0.1;

/** Keywords that show the type of a schema that names none. */
const hints: readonly (readonly [JsonType, readonly string[]])[] = [
  ['object', ['properties', 'required', 'additionalProperties', 'patternProperties', 'minProperties', 'propertyNames']],
  ['array', ['items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems', 'contains']],
  ['string', ['pattern', 'format', 'minLength', 'maxLength']],
  ['number', ['minimum', 'maximum', 'multipleOf', 'exclusiveMinimum', 'exclusiveMaximum']],
];

/** Makes the values of a variant whose choices are made. */
export class Leaf {
  readonly #variant: Variant;
  readonly #makers = new Map<JsonType, Maker>();
  readonly #shapes: Shapes;
  readonly #types: readonly JsonType[];
  readonly #isTyped: boolean;
  /** Whether a finished value has to be checked: a value made part by part need not be valid as a whole. */
  readonly needsCheck: boolean;
  #values: readonly unknown[] | undefined | null = null;

  constructor(variant: Variant, shapes: Shapes) {
    this.#variant = variant;
    this.#shapes = shapes;
    this.needsCheck = variant.schemas.some(({ keywords }) => CHECKED.some((name) => keywords[name] !== undefined));
    this.#types = typesOf(variant);
    this.#isTyped = variant.types !== undefined || this.#types.length === 1;
  }

  make(making: Making, field: FieldName): Made {
    const values = this.#valuesOf(making);
    if (values) return values.length === 0 ? NONE : making.random.pick(values);
    const { excluded } = this;
    const made = this.#maker(this.#typeFor(making, field)).make(making, field);
    return excluded.size > 0 && made !== NONE && excluded.has(canonical(made)) ? NONE : made;
  }

  get excluded(): ReadonlySet<string> {
    return this.#variant.exclusions.values;
  }

  heightWithin(limit: number): number {
    if (this.#variant.schemas.some(({ values }) => values)) return 0;
    return Math.min(...this.#types.map((type) => this.#maker(type).heightWithin(limit)));
  }

  /** The shapes of the parts that every value of some type has. */
  get needed(): readonly PartShape[] {
    return this.#types.flatMap((type) => this.#maker(type).needed ?? []);
  }

  #typeFor({ random, depth }: Making, field: FieldName): JsonType {
    if (!this.#isTyped) return field.name === '' ? 'object' : 'string';
    const valued = this.#types.filter((type) => type !== 'null');
    if (valued.length === 0 || (valued.length < this.#types.length && depth > 0 && random.next() < NULL_SHARE))
      return 'null';
    return random.pick(valued) ?? 'null';
  }

  /** The values of `enum` and `const` that all schemas allow; `undefined` when there are no such keywords. */
  #valuesOf({ checker }: Making): readonly unknown[] | undefined {
    if (this.#values === null) {
      const { schemas } = this.#variant;
      const listed = schemas.flatMap(({ values }) => (values ? [values] : []));
      const [fewest] = listed.sort((one, other) => one.length - other.length);
      this.#values = fewest?.filter(
        (value) => !this.excluded.has(canonical(value)) && schemas.every((schema) => checker.isValid(schema, value)),
      );
    }
    return this.#values;
  }

  #maker(type: JsonType): Maker {
    const known = this.#makers.get(type);
    if (known) return known;
    const maker = makers[type](this.#variant, this.#shapes);
    this.#makers.set(type, maker);
    return maker;
  }
}

const nullMaker: Maker = { make: () => null, heightWithin: () => 0 };
const booleanMaker: Maker = { make: ({ random }) => random.next() < 0.5, heightWithin: () => 0 };

const makers: Readonly<Record<JsonType, (variant: Variant, shapes: Shapes) => Maker>> = {
  null: () => nullMaker,
  boolean: () => booleanMaker,
  number: ({ schemas }) => new NumberMaker(schemas),
  string: ({ schemas }) => new TextMaker(schemas),
  array: (variant, shapes) => new ListMaker(variant, shapes),
  object: (variant, shapes) => new ObjectMaker(variant, shapes),
};

function typesOf({ types, schemas, exclusions }: Variant): readonly JsonType[] {
  if (types) return [...types];
  const hinted = hints.filter(([, keywords]) =>
    schemas.some((schema) => keywords.some((keyword) => schema.keywords[keyword] !== undefined)),
  );
  const [first] = hinted;
  if (first && !exclusions.types.has(first[0])) return [first[0]];
  const all: readonly JsonType[] = ['string', 'object', 'number', 'boolean', 'array', 'null'];
  return all.filter((type) => !exclusions.types.has(type));
}

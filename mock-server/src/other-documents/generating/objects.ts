import { type Direction, isHidden } from '../checking/objects.ts';
import { patternOf } from '../patterns/pattern.ts';
import { canonical } from '../reading/json.ts';
import type { FieldName } from '../realistic/texts-by-name.ts';
import { wordsOf } from '../realistic/words-of.ts';
import type { Schema } from '../schemas/schema.ts';
import { setApart } from './apart.ts';
import { isLarge, type Made, type Making, NONE, OPTIONAL_DEPTH } from './making.ts';
import type { Maker, PartShape, Shapes } from './shapes.ts';
import type { Variant } from './variant.ts';

const ATTEMPTS = 20;
const SOME_SHARE = 0.5;

/** A property that an object may have. */
interface Property {
  readonly name: string;
  readonly words: string;
  readonly shape: PartShape;
  readonly isRequired: boolean;
}

/** Makes objects. */
export class ObjectMaker implements Maker {
  readonly #variant: Variant;
  readonly #shapes: Shapes;
  readonly #min: number;
  readonly #max: number;
  readonly #label: string;
  #made: readonly Property[] | undefined;

  constructor(variant: Variant, shapes: Shapes) {
    const { schemas } = variant;
    this.#variant = variant;
    this.#shapes = shapes;
    this.#min = Math.max(0, ...schemas.map((schema) => schema.number('minProperties') ?? 0));
    this.#max = Math.min(...schemas.map((schema) => schema.number('maxProperties') ?? Number.POSITIVE_INFINITY));
    this.#label = labelOf(schemas);
  }

  heightWithin(limit: number): number {
    const required = this.#properties.filter(({ isRequired }) => isRequired);
    if (required.length === 0) return 0;
    if (limit < 1) return Number.POSITIVE_INFINITY;
    return 1 + Math.max(...required.map(({ shape }) => shape.heightWithin(limit - 1)));
  }

  get needed(): readonly PartShape[] {
    return this.#properties.flatMap(({ isRequired, shape }) => (isRequired ? [shape] : []));
  }

  make(making: Making, field: FieldName): Made {
    if (this.#min > making.partsLeft) return NONE;
    const made = new Map<string, unknown>();
    const owner = this.#label === '' ? field.name : this.#label;
    making.depth += 1;
    const isWhole = this.#addDescribed(made, making, owner) && this.#addNeeded(made, making, owner);
    if (isWhole && making.depth <= OPTIONAL_DEPTH && making.extent !== 'least' && this.#properties.length === 0)
      this.#addOthers(made, Math.min(2, this.#max), making, owner);
    if (isWhole && made.size < this.#min) this.#addOthers(made, this.#min, making, owner);
    making.depth -= 1;
    if (!isWhole || made.size < this.#min || made.size > this.#max) return NONE;
    const value = Object.fromEntries(made);
    return making.isApart ? setApart(value, this.#variant, making.checker) : value;
  }

  /** Adds the properties that the schemas describe; answers whether all that are required could be made. */
  #addDescribed(made: Map<string, unknown>, making: Making, owner: string): boolean {
    let requiredLeft = this.#properties.filter(({ isRequired }) => isRequired).length;
    for (const property of this.#properties) {
      if (property.isRequired) requiredLeft -= 1;
      else if (made.size + requiredLeft >= this.#max || !this.#isWanted(property, making, made)) continue;
      const value = this.#valueOf(property, making, owner);
      if (value !== NONE) made.set(property.name, value);
      else if (property.isRequired) return false;
    }
    return true;
  }

  #isWanted({ shape, name }: Property, making: Making, made: ReadonlyMap<string, unknown>): boolean {
    const { extent, depth, random } = making;
    if (this.#variant.present.has(name)) return true;
    if (extent === 'least') return made.size < this.#min;
    if (extent === 'some' && random.next() < SOME_SHARE) return false;
    if (shape.isPlain) return !isLarge(making) || depth <= 2;
    return depth <= OPTIONAL_DEPTH && !isLarge(making) && !shape.isOpen;
  }

  /** Adds the properties that `dependentRequired` or the smallest number of properties still demands; answers whether they could be made. */
  #addNeeded(made: Map<string, unknown>, making: Making, owner: string): boolean {
    for (let name = this.#missingIn(made); name !== undefined; name = this.#missingIn(made)) {
      const value = this.#valueOf(this.#propertyOf(name, true), making, owner);
      if (value === NONE) return false;
      made.set(name, value);
    }
    for (const property of this.#properties.filter(({ name }) => !made.has(name))) {
      if (made.size >= this.#min) break;
      const value = this.#valueOf(property, making, owner);
      if (value !== NONE) made.set(property.name, value);
    }
    return true;
  }

  /** A property that another one demands, and that is missing; `undefined` when there is none. */
  #missingIn(made: ReadonlyMap<string, unknown>): string | undefined {
    const dependent = this.#variant.schemas.flatMap(({ dependentRequired }) => dependentRequired);
    const needed = dependent.flatMap(([name, names]) => (made.has(name) ? names : []));
    return needed.find((name) => !made.has(name));
  }

  #valueOf({ name, words, shape }: Property, making: Making, owner: string): Made {
    const { constants, exclusions } = this.#variant;
    const constant = constants.get(name);
    if (constant !== undefined && shape.variant.schemas.every((schema) => making.checker.isValid(schema, constant)))
      return constant;
    const excluded = exclusions.ofProperty.get(name);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const value = shape.make(making, { name: words, owner });
      if (value === NONE || !excluded?.has(canonical(value))) return value;
    }
    return NONE;
  }

  /** Adds properties that the schemas do not name, up to a number, where they allow any. */
  #addOthers(made: Map<string, unknown>, size: number, making: Making, owner: string): void {
    const nextName = this.#othersNames(making, made.size < this.#min);
    if (!nextName) return;
    for (let attempt = 0; attempt < size * 4 + ATTEMPTS && made.size < size && making.partsLeft > 0; attempt += 1) {
      const name = nextName(attempt);
      if (typeof name !== 'string' || made.has(name)) continue;
      const value = this.#valueOf(this.#propertyOf(name, false), making, owner);
      if (value !== NONE) made.set(name, value);
    }
  }

  /** The maker of names that the schemas allow; `undefined` when they ask for none, and none is needed. */
  #othersNames(making: Making, isNeeded: boolean): ((attempt: number) => Made) | undefined {
    const { schemas } = this.#variant;
    const patterns = schemas.flatMap((schema) => schema.map('patternProperties')).map(([source]) => patternOf(source));
    const isDescribed = patterns.length > 0 || schemas.some((schema) => schema.schema('additionalProperties'));
    if (!(isDescribed || isNeeded)) return undefined;
    const names = schemas.flatMap((schema) => schema.schema('propertyNames') ?? []);
    const shape = this.#shapes.of(names);
    // Names are texts.
    if (shape.variant.types?.has('string') === false) return undefined;
    const field = { name: names.length > 0 ? 'key' : 'slug', owner: '' };
    return (attempt) => {
      const pattern = patterns[attempt % Math.max(1, patterns.length)];
      return pattern?.sample(making.random, { min: 1, max: 40 }, () => true) ?? shape.make(making, field);
    };
  }

  /** The properties that the schemas name, and that are sent. */
  get #properties(): readonly Property[] {
    this.#made ??= this.#described();
    return this.#made;
  }

  #described(): Property[] {
    const { schemas, exclusions, present } = this.#variant;
    const required = new Set([...schemas.flatMap((schema) => requiredBy(schema, this.#shapes.direction)), ...present]);
    const described = schemas.flatMap((schema) => schema.map('properties').map(([name]) => name));
    return [...new Set([...described, ...required])].flatMap((name) => {
      const isRequired = required.has(name);
      const isSent = isRequired || !schemas.some((schema) => isHidden(schema.property(name), this.#shapes.direction));
      const isKnown = isSent && !(exclusions.absent.has(name) && !isRequired);
      const property = this.#propertyOf(name, isRequired);
      return isKnown && (isRequired || property.shape.variant.isPossible) ? [property] : [];
    });
  }

  #propertyOf(name: string, isRequired: boolean): Property {
    const schemas = this.#variant.schemas.flatMap((schema) =>
      schemasOfProperty(schema, name, this.#variant, this.#shapes.isLenient),
    );
    return { name, words: wordsOf(name), shape: this.#shapes.of(schemas), isRequired };
  }
}

/** The properties that a schema requires in the direction in which the object is sent. */
function requiredBy(schema: Schema, direction: Direction): readonly string[] {
  return schema.required.filter((name) => !isHidden(schema.property(name), direction));
}

/** The schemas that a schema by itself has for a property. */
function schemasOfProperty(schema: Schema, name: string, { schemas }: Variant, isLenient: boolean): Schema[] {
  const own = schema.property(name);
  const matching = schema
    .map('patternProperties')
    .flatMap(([source, property]) => (patternOf(source).matches(name) ? [property] : []));
  const described = own ? [own, ...matching] : matching;
  if (described.length > 0) return described;
  if (isLenient) return [];
  const other = schema.schema('additionalProperties');
  if (other) return [other];
  const rest = schema.schema('unevaluatedProperties');
  return rest && !schemas.some((part) => part.property(name)) ? [rest] : [];
}

/** The words of an object's kind: the name or title of its schema; empty when it has neither. */
function labelOf(schemas: readonly Schema[]): string {
  for (const schema of schemas) {
    const name = /\/schemas\/([^/]+)$/.exec(schema.at.pointer)?.[1] ?? schema.text('title');
    if (name !== undefined) return wordsOf(name);
  }
  return '';
}

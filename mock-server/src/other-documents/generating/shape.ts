import type { FieldName } from '../realistic/texts-by-name.ts';
import type { Schema } from '../schemas/schema.ts';
import { Leaf } from './leaf.ts';
import { isLarge, type Made, type Making, NONE, SHORTEST_FROM, withOwnRandom } from './making.ts';
import type { PartShape, Shapes } from './shapes.ts';
import { Variant } from './variant.ts';

/** The number of attempts at a whole value, and at a part of one. */
const ATTEMPTS = 40;
const ATTEMPTS_INSIDE = 12;

/** The number of variants without open choices that are kept, and of variants that are looked at to find them. */
const MAX_EXPLORED = 200;
const MAX_LOOKED_AT = 5_000;

/** Makes values that are valid against some schemas all together, compiled when the first value is made. */
export class Shape implements PartShape {
  readonly #schemas: readonly Schema[];
  readonly #shapes: Shapes;
  readonly #leaves = new Map<Variant, Leaf>();
  #root: Variant | undefined;
  #paths: readonly Variant[] | undefined;
  #height: number | undefined;
  /** The largest limit below its height, as far as limits were tried. */
  #tooLow = -1;
  /** Whether no value can be made; undefined until one could not be made for the first time. */
  #isUnsatisfiable: boolean | undefined;
  #example: { readonly value: Made } | undefined;
  /** The number of its values that are being made at this moment, one inside the other. */
  #open = 0;

  constructor(schemas: readonly Schema[], shapes: Shapes) {
    this.#schemas = schemas;
    this.#shapes = shapes;
  }

  get variant(): Variant {
    this.#root ??= Variant.of(this.#schemas);
    return this.#root;
  }

  /** Whether all its values are texts, numbers and the like. */
  get isPlain(): boolean {
    const { types } = this.variant;
    return types !== undefined && !types.has('object') && !types.has('array');
  }

  /** Whether a value of it is being made around the place where one is made now. */
  get isOpen(): boolean {
    return this.#open > 0;
  }

  /** Whether it is the schema `false`, which stands nowhere by itself. */
  get isFalse(): boolean {
    return this.#schemas.some((schema) => schema.isFalse);
  }

  /** Whether no value is known to exist. */
  get isUnsatisfiable(): boolean {
    return this.#isUnsatisfiable === true || !this.variant.isPossible || this.height === undefined;
  }

  /** The innermost schemas for which no value can be made, which is why none can be made for this shape. */
  get unsatisfiableSchemas(): readonly Schema[] {
    const seen = new Set<Shape>();
    let innermost: Shape = this;
    for (let next: Shape | undefined = this; next; next = next.#unsatisfiablePart(seen)) innermost = next;
    return innermost.#schemas;
  }

  #unsatisfiablePart(seen: Set<Shape>): Shape | undefined {
    seen.add(this);
    const parts = this.#explored().flatMap((variant) => this.#leafOf(variant).needed);
    return parts
      .filter((part) => part instanceof Shape)
      .find((part) => part.isUnsatisfiable && !part.isFalse && !seen.has(part));
  }

  /** A valid value, or `NONE`. */
  make(making: Making, field: FieldName): Made {
    making.partsLeft -= 1;
    making.usualLeft -= 1;
    if (making.partsLeft < 0 || this.#isUnsatisfiable || !this.variant.isPossible) return NONE;
    if (making.usesExamples) {
      const example = this.#exampleOf(making);
      if (example !== NONE) return example;
    }
    this.#open += 1;
    try {
      const made = this.#tryToMake(making, field);
      if (made === NONE) this.#findWhetherSatisfiable(making, field);
      return made;
    } finally {
      this.#open -= 1;
    }
  }

  /**
   * Finds out, once, whether a value can be made at all, so that it is not tried again for every part of every answer. The random
   * numbers are always the same ones: what one request finds must not change the answer to another.
   */
  #findWhetherSatisfiable(making: Making, field: FieldName): void {
    if (this.#isUnsatisfiable !== undefined) return;
    this.#isUnsatisfiable = false;
    this.#isUnsatisfiable = withOwnRandom(making, (own) => this.#tryToMake(own, field)) === NONE;
  }

  #tryToMake(making: Making, field: FieldName): Made {
    const { extent, isApart, depth, usualLeft } = making;
    const attempts = depth === 0 ? ATTEMPTS : ATTEMPTS_INSIDE;
    for (let attempt = 0; attempt < attempts && making.partsLeft > 0; attempt += 1) {
      making.extent = extentOf(attempt, attempts, extent);
      making.isApart = attempt >= attempts / 2;
      const made = this.#makeOnce(making, field);
      making.extent = extent;
      making.isApart = isApart;
      making.depth = depth;
      if (made !== NONE) return made;
      making.usualLeft = usualLeft;
    }
    return NONE;
  }

  #makeOnce(making: Making, field: FieldName): Made {
    const variant = this.#choose(making);
    if (!variant) return NONE;
    const leaf = this.#leafOf(variant);
    const made = leaf.make(making, field);
    if (made === NONE || !leaf.needsCheck) return made;
    return this.#schemas.every((schema) => making.checker.isValid(schema, made)) ? made : NONE;
  }

  /** A way through the open choices: any, or the one that ends soonest when there are many levels already. */
  #choose(making: Making): Variant | undefined {
    if (making.depth >= SHORTEST_FROM || isLarge(making)) return this.#shortest();
    let variant = this.variant;
    while (variant.hasChoice) {
      const next = pick(variant.options, making);
      if (!next) return undefined;
      variant = next;
    }
    return variant;
  }

  #shortest(): Variant | undefined {
    const height = this.height;
    if (height === undefined) return undefined;
    return this.#explored().find((variant) => this.#leafOf(variant).heightWithin(height) <= height);
  }

  /** The fewest levels that a value can have; `undefined` when it can't end. */
  get height(): number | undefined {
    for (let limit = 0; limit <= 40 && this.#height === undefined; limit += 1) this.heightWithin(limit);
    return this.#height;
  }

  /** The fewest levels that a value can have, or infinity when they are more than the limit. */
  heightWithin(limit: number): number {
    if (this.#height !== undefined) return this.#height <= limit ? this.#height : Number.POSITIVE_INFINITY;
    if (limit <= this.#tooLow) return Number.POSITIVE_INFINITY;
    const heights = this.#explored().map((variant) => this.#leafOf(variant).heightWithin(limit));
    const height = Math.min(Number.POSITIVE_INFINITY, ...heights);
    if (height <= limit) this.#height = height;
    else this.#tooLow = Math.max(this.#tooLow, limit);
    return height;
  }

  /** The ways through the open choices, up to a number of them. */
  #explored(): readonly Variant[] {
    this.#paths ??= this.#explore();
    return this.#paths;
  }

  #explore(): Variant[] {
    const found: Variant[] = [];
    const open = [this.variant];
    let left = MAX_LOOKED_AT;
    for (let next = open.pop(); next && found.length < MAX_EXPLORED && left > 0; next = open.pop()) {
      left -= 1;
      if (next.hasChoice) open.push(...next.options.toReversed());
      else if (next.isPossible) found.push(next);
    }
    return found;
  }

  #leafOf(variant: Variant): Leaf {
    const known = this.#leaves.get(variant);
    if (known) return known;
    const leaf = new Leaf(variant, this.#shapes);
    this.#leaves.set(variant, leaf);
    return leaf;
  }

  /** The first example of the schemas that is valid against all of them. */
  #exampleOf({ checker }: Making): Made {
    this.#example ??= {
      value:
        this.#schemas
          .flatMap(({ examples }) => examples)
          .find((value) => this.#schemas.every((schema) => checker.isValid(schema, value))) ?? NONE,
    };
    return this.#example.value;
  }
}

const EXTENTS = ['least', 'usual', 'some', 'some'] as const;

/** The first attempts have all that is usual; later ones leave things out, at random and then wherever that can be. */
function extentOf(attempt: number, attempts: number, extent: Making['extent']): Making['extent'] {
  if (extent === 'least' || attempt < attempts / 4) return extent;
  return EXTENTS[attempt % EXTENTS.length] ?? extent;
}

const NULL_SHARE = 0.1;

/** One of the options; one that is only null is taken seldom. */
function pick(options: readonly Variant[], { random }: Making): Variant | undefined {
  const valued = options.filter(({ types }) => !(types?.size === 1 && types.has('null')));
  if (valued.length === 0 || valued.length === options.length) return random.pick(options);
  return random.pick(random.next() < NULL_SHARE ? options : valued);
}

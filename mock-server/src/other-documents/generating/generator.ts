import { type Random, randomOf } from '../../random/random.ts';
import { Checker } from '../checking/checker.ts';
import type { Direction } from '../checking/objects.ts';
import type { RealisticSource } from '../realistic/realistic-source.ts';
import { wordsOf } from '../realistic/words-of.ts';
import type { Schema } from '../schemas/schema.ts';
import { type Made, NONE, newMaking } from './making.ts';
import { Shape } from './shape.ts';
import type { Shapes } from './shapes.ts';

/** A seed that makes a valid value, or the fact that none is found. */
interface Proven {
  readonly seed: string | undefined;
}

const SEEDS = 5;

/** Makes values by the schemas of a document. */
export class Generator implements Shapes {
  readonly #source: RealisticSource;
  readonly #checker: Checker;
  readonly #shapes = new Map<string, Shape>();
  readonly #proven = new Map<Schema, Proven>();

  readonly isLenient: boolean = false;
  #nearest: Generator | undefined;

  constructor(source: RealisticSource, checker: Checker) {
    this.#source = source;
    this.#checker = checker;
  }

  get direction(): Direction {
    return this.#checker.direction;
  }

  /** The shape of all the schemas together, one for equal lists. */
  of(schemas: readonly Schema[]): Shape {
    const distinct = [...new Set(schemas)];
    const key = distinct.map(({ id }) => id).join(' ');
    const known = this.#shapes.get(key);
    if (known) return known;
    const shape = new Shape(distinct, this);
    this.#shapes.set(key, shape);
    return shape;
  }

  /** Whether a value can be made that is valid against a schema; tried once. */
  canMake(schema: Schema): boolean {
    return this.#provenOf(schema).seed !== undefined;
  }

  /** The innermost schema for which no value can be made, when `canMake` says that there is none for a schema. */
  unsatisfiablePartOf(schema: Schema): Schema {
    return this.of([schema]).unsatisfiableSchemas[0] ?? schema;
  }

  /** A value that is valid against the schema: the same for the same seed. `NONE` when `canMake` says that there is none. */
  make(schema: Schema, seed: string, options: MakeOptions): Made {
    const made = this.#make(schema, seed, options);
    if (made !== NONE) return made;
    const { kind, ...others } = options;
    if (kind) return this.make(schema, seed, others);
    const { seed: known } = this.#provenOf(schema);
    return known === undefined ? NONE : this.#make(schema, known, { ...options, usesExamples: true });
  }

  /** A value that comes near a schema which no value is valid against; `NONE` when there is not even that. */
  makeNearest(schema: Schema, seed: string): Made {
    this.#nearest ??= new LenientGenerator(this.#source, new LenientChecker(this.direction));
    return this.#nearest.make(schema, seed, { name: '', usesExamples: true });
  }

  #provenOf(schema: Schema): Proven {
    const known = this.#proven.get(schema);
    if (known) return known;
    // A schema without a known height may have only endless values: one attempt shows it.
    const isEndless = this.of([schema]).height === undefined;
    const seeds = Array.from({ length: isEndless ? 1 : SEEDS }, (_, index) => `proof ${index}`);
    const found = { seed: seeds.find((seed) => this.#make(schema, seed, { name: '', usesExamples: true }) !== NONE) };
    this.#proven.set(schema, found);
    return found;
  }

  #make(schema: Schema, seed: string, { name, usesExamples, kind }: MakeOptions): Made {
    const random: Random = randomOf(seed);
    this.#source.random = random;
    const making = newMaking(this.#source, this.#checker, usesExamples);
    const shape = this.of(kind ? [schema, kind] : [schema]);
    const made = withinStack(() => shape.make(making, { name: wordsOf(name), owner: '' }));
    return made !== NONE && this.#checker.isValid(schema, made) ? made : NONE;
  }
}

/** A value, or `NONE` when schemas lead so far into each other that the stack does not hold them. */
function withinStack(make: () => Made): Made {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) return NONE;
    throw error;
  }
}

/** Makes values that may have every property which some schema describes. */
class LenientGenerator extends Generator {
  override readonly isLenient = true;
}

/** Takes everything for valid. */
class LenientChecker extends Checker {
  override isValid(): boolean {
    return true;
  }
}

export interface MakeOptions {
  /** The name of the value, for realistic values; empty for a whole answer. */
  readonly name: string;
  /** Whether the examples of the schema and of its parts are taken. */
  readonly usesExamples: boolean;
  /** A schema that the value is valid against, too, if one can be made. */
  readonly kind?: Schema | undefined;
}

import type { ErrorDetail } from '../../errors/refusal.ts';
import type { Schema } from '../schemas/schema.ts';
import { type Check, type Checking, CheckTooLarge, every, type Keywords } from './check.ts';
import { allOfCheck, anyOfCheck, conditionCheck, notCheck, oneOfCheck } from './compositions.ts';
import { containsCheck, itemsCheck, listSizeCheck } from './lists.ts';
import {
  type Direction,
  dependentSchemasCheck,
  namesCheck,
  objectSizeCheck,
  propertiesCheck,
  requiredCheck,
} from './objects.ts';
import { falseCheck, numberCheck, textCheck, typeCheck, valuesCheck } from './plain-values.ts';
import { unevaluatedItemsCheck, unevaluatedPropertiesCheck } from './unevaluated.ts';

/** The most schemas that one check applies: some tenths of a second of work. */
const MAX_STEPS = 2_000_000;
const NOTED_BELOW = MAX_STEPS - 2_000;
const MAX_DEPTH = 1_500;
const TOO_LARGE = 'The check takes too many steps.';

/**
 * Checks values against the schemas of a document. A schema is compiled when it is first needed, by itself: a library that compiles
 * all schemas that a schema leads to takes half a second for one of a large document.
 */
export class Checker {
  /** The direction in which the checked values are sent. */
  readonly direction: Direction;
  readonly #keywords: readonly Keywords[];
  readonly #compiled = new Map<Schema, Check>();

  constructor(direction: Direction) {
    this.direction = direction;
    this.#keywords = [
      falseCheck,
      typeCheck,
      valuesCheck,
      numberCheck,
      textCheck,
      listSizeCheck,
      requiredCheck(direction),
      objectSizeCheck,
      itemsCheck,
      propertiesCheck,
      containsCheck,
      namesCheck,
      dependentSchemasCheck,
      allOfCheck,
      anyOfCheck,
      oneOfCheck,
      notCheck,
      conditionCheck,
      unevaluatedPropertiesCheck,
      unevaluatedItemsCheck,
    ];
  }

  isValid(schema: Schema, value: unknown): boolean {
    try {
      return this.#run(schema, value, '', undefined);
    } catch (error) {
      if (error instanceof CheckTooLarge) return false;
      throw error;
    }
  }

  /** All mistakes of a value. Throws a `CheckTooLarge`. */
  mistakes(schema: Schema, value: unknown, path: string): ErrorDetail[] {
    const found: ErrorDetail[] = [];
    this.#run(schema, value, path, found);
    return found;
  }

  #run(schema: Schema, value: unknown, path: string, found: ErrorDetail[] | undefined): boolean {
    try {
      return this.#compile(schema)(value, path, { found, stepsLeft: MAX_STEPS, depth: 0, results: new Map() });
    } catch (error) {
      // A check calls itself for each level of a value, and for each schema that a schema consists of.
      if (error instanceof RangeError) throw new CheckTooLarge(TOO_LARGE, { cause: error });
      throw error;
    }
  }

  /** The check of a schema, which is compiled when it is first used: schemas refer to each other in circles. */
  readonly #compile = (schema: Schema): Check => {
    const known = this.#compiled.get(schema);
    if (known) return known;
    let checks: readonly Check[] | undefined;
    const check: Check = (value, path, checking) => {
      checks ??= this.#keywords.flatMap((keywords) => keywords(schema, this.#compile) ?? []);
      enter(checking);
      // While mistakes are told, each has to be found where it is.
      const isNoted = checking.stepsLeft < NOTED_BELOW && !checking.found;
      const noted = isNoted ? checking.results.get(schema)?.get(value) : undefined;
      const isRight = noted ?? every(checks, value, path, checking);
      checking.depth -= 1;
      if (isNoted && noted === undefined) note(checking, schema, value, isRight);
      return isRight;
    };
    this.#compiled.set(schema, check);
    return check;
  };
}

function enter(checking: Checking): void {
  checking.stepsLeft -= 1;
  checking.depth += 1;
  if (checking.stepsLeft < 0 || checking.depth > MAX_DEPTH) throw new CheckTooLarge(TOO_LARGE);
}

function note({ results }: Checking, schema: Schema, value: unknown, isRight: boolean): void {
  const ofSchema = results.get(schema) ?? new Map<unknown, boolean>();
  results.set(schema, ofSchema.set(value, isRight));
}

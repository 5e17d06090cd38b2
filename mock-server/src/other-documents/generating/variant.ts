import { canonical } from '../reading/json.ts';
import type { JsonType, Schema } from '../schemas/schema.ts';
import { type Choice, choicesOf, type Option } from './choices.ts';

/** The types, values and properties that a value must not have, by `not` and by conditions that are not met. */
export interface Exclusions {
  readonly types: Set<JsonType>;
  readonly values: Set<string>;
  readonly absent: Set<string>;
  readonly ofProperty: Map<string, Set<string>>;
}

/**
 * Schemas that a value has to be valid against all together, some of their choices made. `options` are the variants that the first
 * open choice leads to; a variant without open choices is one way to make a value.
 */
export class Variant {
  readonly schemas: readonly Schema[];
  readonly constants: ReadonlyMap<string, unknown>;
  readonly present: ReadonlySet<string>;
  readonly exclusions: Exclusions = { types: new Set(), values: new Set(), absent: new Set(), ofProperty: new Map() };
  /** The types that a value may have; `undefined` for all. */
  readonly types: ReadonlySet<JsonType> | undefined;
  /** The shapes of `oneOf` that were not chosen, which a value must not have too. */
  readonly rivals: readonly Schema[];
  readonly #open: readonly Choice[];
  readonly #looks: Looks;
  #options: readonly Variant[] | undefined;
  #isPossible: boolean | undefined;

  constructor(given: VariantParts) {
    this.schemas = given.schemas;
    this.constants = given.constants;
    this.present = given.present;
    this.rivals = given.rivals;
    this.#open = given.open;
    this.#looks = given.looks;
    for (const name of given.absent) this.exclusions.absent.add(name);
    for (const schema of [...given.excluded, ...this.schemas.flatMap((part) => part.schema('not') ?? [])])
      exclude(schema, this.exclusions, new Set(this.schemas.flatMap(({ required }) => required)));
    this.types = typesOf(this.schemas, this.exclusions.types);
  }

  /** The variant of some schemas, with all their choices open. */
  static of(schemas: readonly Schema[]): Variant {
    const nothing = {
      looks: { left: MAX_LOOKS },
      constants: new Map(),
      present: new Set<string>(),
      absent: new Set<string>(),
      excluded: [],
      rivals: [],
    };
    return new Variant(withSchemas({ ...nothing, schemas: [], open: [] }, schemas));
  }

  get hasChoice(): boolean {
    return this.#open.length > 0;
  }

  /** The possible variants of the first open choice. */
  get options(): readonly Variant[] {
    this.#options ??= this.#made().filter((option) => option.isPossible);
    return this.#options;
  }

  /** Whether no contradiction is seen in its types. */
  get isPossible(): boolean {
    this.#isPossible ??= this.#isWithoutContradiction() && (!this.hasChoice || this.#hasPossibleOption());
    return this.#isPossible;
  }

  #hasPossibleOption(): boolean {
    this.#looks.left -= 1;
    return this.#looks.left < 0 || this.options.length > 0;
  }

  #isWithoutContradiction(): boolean {
    return this.types?.size !== 0 && !this.schemas.some(({ isFalse }) => isFalse);
  }

  #made(): Variant[] {
    const [choice, ...open] = this.#open;
    if (!choice) return [];
    const { schemas, constants, present, rivals, exclusions } = this;
    const looks = this.#looks;
    return choice.optionsFor(schemas).map((option) => {
      const rest = {
        schemas,
        constants,
        present,
        open,
        looks,
        absent: exclusions.absent,
        excluded: option.excluded ?? [],
      };
      const others = choice.isExclusive ? choice.options.filter((other) => other !== option) : [];
      return new Variant(
        withSchemas(
          {
            ...rest,
            constants: withConstant(constants, option),
            present: option.present === undefined ? present : new Set([...present, option.present]),
            absent: option.absent === undefined ? exclusions.absent : new Set([...exclusions.absent, option.absent]),
            rivals: [...rivals, ...others.flatMap((other) => other.schemas)],
          },
          option.schemas,
        ),
      );
    });
  }
}

/** Choices in choices multiply: whether all of them lead to a contradiction is looked at this often for the variants of one shape. */
const MAX_LOOKS = 2_000;

interface Looks {
  left: number;
}

interface VariantParts {
  readonly looks: Looks;
  readonly schemas: readonly Schema[];
  readonly constants: ReadonlyMap<string, unknown>;
  readonly present: ReadonlySet<string>;
  readonly absent: ReadonlySet<string>;
  readonly excluded: readonly Schema[];
  readonly rivals: readonly Schema[];
  readonly open: readonly Choice[];
}

/** Adds schemas, all that they consist of, and their choices. */
function withSchemas(parts: VariantParts, added: readonly Schema[]): VariantParts {
  const schemas = new Set(parts.schemas);
  const choices: Choice[] = [];
  const waiting = [...added].reverse();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (schemas.has(next)) continue;
    schemas.add(next);
    choices.push(...choicesOf(next));
    const { target } = next;
    // A value that must not be invalid has to be valid.
    const twiceNegated = next.schema('not')?.schema('not');
    waiting.push(
      ...next.list('allOf').toReversed(),
      ...(twiceNegated && isNegation(next.schema('not')) ? [twiceNegated] : []),
      ...(target ? [target] : []),
    );
  }
  return { ...parts, schemas: [...schemas], open: [...choices, ...parts.open] };
}

/** Whether a schema has `not` and nothing else. */
function isNegation(schema: Schema | undefined): boolean {
  return Object.keys(schema?.keywords ?? {}).join() === 'not';
}

function withConstant(constants: ReadonlyMap<string, unknown>, { constant }: Option): ReadonlyMap<string, unknown> {
  return !constant || constants.has(constant[0]) ? constants : new Map([...constants, constant]);
}

function typesOf(schemas: readonly Schema[], excluded: ReadonlySet<JsonType>): ReadonlySet<JsonType> | undefined {
  let types: ReadonlySet<JsonType> | undefined;
  for (const schema of schemas) {
    const own = schema.types;
    if (own) types = new Set([...(types ?? own)].filter((type) => own.has(type)));
  }
  return types && excluded.size > 0 ? new Set([...types].filter((type) => !excluded.has(type))) : types;
}

/** Notes how a value can be invalid against a schema, where that is simple; the finished value is checked in any case. */
function exclude(schema: Schema, exclusions: Exclusions, required: ReadonlySet<string>): void {
  for (const part of schema.list('anyOf')) exclude(part, exclusions, required);
  const optional = schema.required.find((name) => !required.has(name));
  const [named] = schema.map('properties').filter(([, property]) => property.values);
  if (named) excludeValues(named[0], named[1], exclusions);
  else if (optional !== undefined) exclusions.absent.add(optional);
  else if (schema.values) for (const text of textsOf(schema)) exclusions.values.add(text);
  else excludeTypes(schema, exclusions);
}

function excludeValues(name: string, property: Schema, { ofProperty }: Exclusions): void {
  ofProperty.set(name, new Set([...(ofProperty.get(name) ?? []), ...textsOf(property)]));
}

/** A schema that says nothing but a type is not met by the other types. */
function excludeTypes({ types, keywords }: Schema, exclusions: Exclusions): void {
  if (Object.keys(keywords).length !== 1) return;
  for (const type of types ?? []) exclusions.types.add(type);
}

function textsOf({ values = [] }: Schema): string[] {
  return values.map(canonical);
}

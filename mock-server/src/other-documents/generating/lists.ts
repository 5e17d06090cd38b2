import { canonical } from '../reading/json.ts';
import type { FieldName } from '../realistic/texts-by-name.ts';
import type { Schema } from '../schemas/schema.ts';
import { isLarge, type Made, type Making, NONE, OPTIONAL_DEPTH } from './making.ts';
import type { Maker, PartShape, Shapes } from './shapes.ts';
import type { Variant } from './variant.ts';

const ATTEMPTS = 20;

/** Makes lists. */
export class ListMaker implements Maker {
  readonly #schemas: readonly Schema[];
  readonly #shapes: Shapes;
  readonly #min: number;
  readonly #max: number;
  readonly #isUnique: boolean;
  readonly #contained: readonly Schema[];

  constructor({ schemas }: Variant, shapes: Shapes) {
    this.#schemas = schemas;
    this.#shapes = shapes;
    this.#contained = schemas.flatMap((schema) => {
      const contained = schema.schema('contains');
      return contained ? Array.from({ length: Math.min(schema.number('minContains') ?? 1, 100) }, () => contained) : [];
    });
    const min = Math.max(0, ...schemas.map((schema) => schema.number('minItems') ?? 0));
    this.#min = Math.max(min, this.#contained.length);
    this.#max = Math.min(...schemas.map((schema) => schema.number('maxItems') ?? Number.POSITIVE_INFINITY));
    this.#isUnique = schemas.some((schema) => schema.flag('uniqueItems'));
  }

  heightWithin(limit: number): number {
    if (this.#min === 0) return 0;
    if (limit < 1) return Number.POSITIVE_INFINITY;
    const positions = Array.from({ length: Math.min(this.#min, 50) }, (_, index) => index);
    return 1 + Math.max(...positions.map((index) => this.#shapeAt(index).heightWithin(limit - 1)));
  }

  get needed(): readonly PartShape[] {
    return this.#min === 0 ? [] : [this.#shapeAt(0)];
  }

  make(making: Making, field: FieldName): Made {
    if (this.#min > this.#max || this.#min > making.partsLeft) return NONE;
    const { usesExamples } = making;
    const count = this.#countFor(making);
    const items: unknown[] = [];
    const seen = new Set<string>();
    making.depth += 1;
    for (let index = 0; index < count; index += 1) {
      // Items that all have the values of the same examples would all have the same id.
      making.usesExamples = usesExamples && index === 0;
      const item = this.#itemAt(index, making, { name: singular(field.name), owner: field.owner }, seen);
      if (item === NONE) break;
      items.push(item);
    }
    making.usesExamples = usesExamples;
    making.depth -= 1;
    return items.length < this.#min ? NONE : items;
  }

  #countFor(making: Making): number {
    const { random, depth, extent } = making;
    const first = this.#shapeAt(0);
    const isDeep = depth >= OPTIONAL_DEPTH || isLarge(making) || first.isOpen;
    if (extent === 'least' || (isDeep && !(first.isPlain && depth < OPTIONAL_DEPTH))) return this.#min;
    const fixed = Math.max(...this.#schemas.map(({ prefixItems }) => prefixItems.length));
    const some = depth <= 1 ? random.integer(2, 3) : random.integer(1, 2);
    const wanted = fixed > 0 ? fixed : some;
    return Math.min(Math.max(wanted, this.#min), this.#max);
  }

  #itemAt(index: number, making: Making, field: FieldName, seen: Set<string>): Made {
    const shape = this.#shapeAt(index);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const item = shape.make(making, field);
      if (item === NONE || !this.#isUnique) return item;
      const text = canonical(item);
      if (!seen.has(text)) {
        seen.add(text);
        return item;
      }
      making.usesExamples = false;
    }
    return NONE;
  }

  /** The shape of an item, by all schemas together. */
  #shapeAt(index: number): PartShape {
    const schemas = this.#schemas.flatMap((schema) => schema.prefixItems[index] ?? schema.items ?? unevaluated(schema));
    const contained = this.#contained[index];
    return this.#shapes.of(contained ? [...schemas, contained] : schemas);
  }
}

function unevaluated(schema: Schema): Schema | [] {
  return schema.schema('unevaluatedItems') ?? [];
}

function singular(name: string): string {
  if (name.endsWith('ies')) return `${name.slice(0, -3)}y`;
  return name.endsWith('s') && !name.endsWith('ss') ? name.slice(0, -1) : name;
}

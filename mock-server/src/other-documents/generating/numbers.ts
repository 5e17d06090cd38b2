import { numberFormats } from '../checking/formats.ts';
import { isMultiple } from '../checking/plain-values.ts';
import { numbersByName } from '../realistic/numbers-by-name.ts';
import type { FieldName } from '../realistic/texts-by-name.ts';
import type { Schema } from '../schemas/schema.ts';
import { type Made, type Making, NONE } from './making.ts';
import type { Maker } from './shapes.ts';

const ATTEMPTS = 30;

/** Numbers that the programs of all languages know exactly. */
const SAFE = Number.MAX_SAFE_INTEGER;

/** Makes numbers within the bounds of some schemas. */
export class NumberMaker implements Maker {
  readonly #isWhole: boolean;
  readonly #min: number;
  readonly #max: number;
  readonly #isAbove: boolean;
  readonly #isBelow: boolean;
  readonly #factors: readonly number[];

  constructor(schemas: readonly Schema[]) {
    const formats = schemas.flatMap((schema) => numberFormats.get(schema.text('format') ?? '') ?? []);
    const low = schemas.map((schema) => schema.bound('minimum', 'exclusiveMinimum'));
    const high = schemas.map((schema) => schema.bound('maximum', 'exclusiveMaximum'));
    this.#isWhole = formats.length > 0 || schemas.some(({ isInteger }) => isInteger);
    this.#min = Math.max(-SAFE, ...formats.map(({ min }) => min), ...low.flatMap(both));
    this.#max = Math.min(SAFE, ...formats.map(({ max }) => max), ...high.flatMap(both));
    this.#isAbove = low.some(({ strict }) => strict === this.#min);
    this.#isBelow = high.some(({ strict }) => strict === this.#max);
    this.#factors = schemas.flatMap((schema) => schema.number('multipleOf') ?? []);
  }

  heightWithin(): number {
    return 0;
  }

  make(making: Making, { name }: FieldName): Made {
    const { random, source, isApart } = making;
    const usual = numbersByName(name)(source, name);
    const candidates = isApart && !this.#isWhole ? [usual + 0.5, usual] : [usual];
    for (const candidate of candidates) {
      const fitted = this.#fitted(candidate);
      if (this.#isRight(fitted)) return fitted;
    }
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const fitted = this.#fitted(this.#between(random.next(), attempt));
      if (this.#isRight(fitted)) return fitted;
    }
    return this.#edges().find((value) => this.#isRight(value)) ?? NONE;
  }

  /** A number near the lower bound when there is one, near the upper one else, and anywhere in between at last. */
  #between(share: number, attempt: number): number {
    const room = this.#max - this.#min;
    const reach = attempt < ATTEMPTS / 3 ? Math.min(room, 1_000 * Math.max(1, ...this.#factors)) : room;
    const from =
      this.#min > -SAFE || this.#max >= SAFE
        ? Math.max(this.#min, this.#max >= SAFE ? this.#lowest() : this.#min)
        : this.#max - reach;
    const value = from + share * reach;
    return room < 1 && !this.#isWhole ? value : Math.round(value * 100) / 100;
  }

  #lowest(): number {
    return this.#min > -SAFE ? this.#min : 0;
  }

  #fitted(value: number): number {
    const whole = this.#isWhole ? Math.round(value) : value;
    const [factor] = this.#factors;
    if (factor === undefined) return whole;
    const smallest = this.#factors.length > 1 ? commonMultiple(this.#factors) : factor;
    return tidy(Math.round(whole / smallest) * smallest);
  }

  #edges(): number[] {
    const edges = [this.#min, this.#max, this.#min + 1, this.#max - 1, (this.#min + this.#max) / 2, 0];
    const factor = this.#factors.length === 0 ? 1 : commonMultiple(this.#factors);
    const multiples = edges.flatMap((edge) => [Math.ceil(edge / factor) * factor, Math.floor(edge / factor) * factor]);
    return [
      ...edges,
      ...multiples,
      ...multiples.map(tidy),
      ...edges.flatMap((edge) => [Math.ceil(edge), Math.floor(edge)]),
    ];
  }

  #isRight(value: number): boolean {
    if (!Number.isFinite(value) || (this.#isWhole && !Number.isInteger(value))) return false;
    if (value < this.#min || (this.#isAbove && value === this.#min)) return false;
    if (value > this.#max || (this.#isBelow && value === this.#max)) return false;
    // Some validators divide, so a multiple has to be one for them too: 19.99 / 0.01 is not whole.
    return this.#factors.every((factor) => isMultiple(value, factor) && Number.isInteger(value / factor));
  }
}

function both({
  limit,
  strict,
}: {
  readonly limit: number | undefined;
  readonly strict: number | undefined;
}): number[] {
  return [limit, strict].filter((value) => value !== undefined);
}

/** The number without the digits that binary fractions add: 0.30000000000000004 is 0.3. */
function tidy(value: number): number {
  return Number(value.toPrecision(15));
}

function commonMultiple(factors: readonly number[]): number {
  const scale = 10 ** Math.max(...factors.map(decimalsOf));
  const whole = factors.map((factor) => Math.round(factor * scale));
  return whole.reduce((one, other) => (one / divisorOf(one, other)) * other) / scale;
}

function decimalsOf(value: number): number {
  const [, fraction = '', exponent = '0'] = /^-?\d*\.?(\d*)(?:e([-+]\d+))?$/i.exec(String(value)) ?? [];
  return Math.min(15, Math.max(0, fraction.length - Number(exponent)));
}

function divisorOf(one: number, other: number): number {
  return other === 0 ? one : divisorOf(other, one % other);
}

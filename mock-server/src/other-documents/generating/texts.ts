import type { Random } from '../../random/random.ts';
import { formatTest } from '../checking/formats.ts';
import { type Pattern, patternOf } from '../patterns/pattern.ts';
import { formsByFormat } from '../realistic/forms-of-formats.ts';
import type { RealisticSource } from '../realistic/realistic-source.ts';
import { textsByFormat } from '../realistic/texts-by-format.ts';
import { type FieldName, textsByName } from '../realistic/texts-by-name.ts';
import type { Schema } from '../schemas/schema.ts';
import { type Made, type Making, NONE, withOwnRandom } from './making.ts';
import type { Maker } from './shapes.ts';

const ATTEMPTS = 3;
const MAX_LENGTH = 1_000_000;
const JOINS = 8;
const MAX_JOINED = 60;

/** The formats whose texts are of an encoding that a schema names. */
const formatOfEncoding: ReadonlyMap<string, string> = new Map([
  ['base64', 'byte'],
  ['base64url', 'base64url'],
]);

/** Makes texts of the formats, patterns and lengths of some schemas. */
export class TextMaker implements Maker {
  readonly #min: number;
  readonly #max: number;
  readonly #patterns: readonly Pattern[];
  readonly #formats: readonly string[];
  readonly #tests: readonly ((text: string) => boolean)[];
  /** Whether no text can be found; undefined until none was found for the first time. */
  #isUnsatisfiable: boolean | undefined;
  readonly #byName = new Map<string, (source: RealisticSource, field: FieldName) => string>();

  constructor(schemas: readonly Schema[]) {
    this.#min = Math.max(0, ...schemas.map((schema) => schema.number('minLength') ?? 0));
    this.#max = Math.min(...schemas.map((schema) => schema.number('maxLength') ?? Number.POSITIVE_INFINITY));
    const sources = new Set(schemas.flatMap((schema) => schema.text('pattern') ?? []));
    this.#patterns = [...sources].map(patternOf);
    const formats = new Set(schemas.flatMap((schema) => schema.text('format') ?? []));
    this.#tests = [...formats].flatMap((format) => formatTest(format) ?? []);
    // An encoding refuses no text, but the reader of an answer decodes it.
    const encodings = schemas.flatMap((schema) => formatOfEncoding.get(schema.text('contentEncoding') ?? '') ?? []);
    this.#formats = [...new Set([...formats, ...encodings])];
  }

  heightWithin(): number {
    return 0;
  }

  make(making: Making, field: FieldName): Made {
    if (this.#min > this.#max || this.#min > MAX_LENGTH || this.#isUnsatisfiable) return NONE;
    const made = this.#make(making, field);
    if (made === NONE && this.#isUnsatisfiable === undefined) {
      this.#isUnsatisfiable = false;
      this.#isUnsatisfiable = withOwnRandom(making, (own) => this.#make(own, field)) === NONE;
    }
    return made;
  }

  #make({ source, random }: Making, field: FieldName): Made {
    return (
      this.#realistic(source, field) ??
      this.#ofForms(source) ??
      this.#matching(random) ??
      this.#joined(source, field) ??
      this.#filled(source) ??
      NONE
    );
  }

  /** A text like those that such a field mostly holds, when it is right. */
  #realistic(source: RealisticSource, field: FieldName): string | undefined {
    const make = this.#makeFor(field);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const text = make(source, field);
      if (this.#isRight(text)) return text;
      const shorter = this.#shortened(text);
      if (shorter !== undefined && this.#isRight(shorter)) return shorter;
    }
    return undefined;
  }

  #makeFor({ name }: FieldName): (source: RealisticSource, field: FieldName) => string {
    const known = this.#byName.get(name);
    if (known) return known;
    const ofFormat = this.#formats.map((format) => textsByFormat.get(format)).find((one) => one !== undefined);
    const make = ofFormat
      ? (source: RealisticSource, named: FieldName) => ofFormat(source, named.name)
      : textsByName(name);
    if (this.#byName.size < 1_000) this.#byName.set(name, make);
    return make;
  }

  /** The beginning of a text that is too long, unless a format or pattern gives each character a meaning. */
  #shortened(text: string): string | undefined {
    const isFree = this.#tests.length === 0 && this.#patterns.length === 0;
    return isFree && text.length > this.#max ? text.slice(0, this.#max).trimEnd() : undefined;
  }

  /** A text of a format in another form. */
  #ofForms(source: RealisticSource): string | undefined {
    return this.#forms(source).find((text) => this.#isRight(text));
  }

  #forms(source: RealisticSource): string[] {
    const forms = this.#formats.flatMap((format) => formsByFormat.get(format)?.(source, this.#min) ?? []);
    return forms.flatMap((text) => [text, text.toUpperCase(), text.toLowerCase()]);
  }

  /** A text that matches one pattern, joined with a part of one that has the format, or that matches another pattern. */
  #joined(source: RealisticSource, field: FieldName): string | undefined {
    if (this.#patterns.length === 0 || this.#patterns.length + this.#formats.length < 2) return undefined;
    const lengths = { min: 1, max: this.#max };
    const sampled = () => this.#patterns.flatMap((pattern) => pattern.sample(source.random, lengths, () => true) ?? []);
    const filler = 'x'.repeat(Math.min(this.#min, MAX_LENGTH));
    for (let attempt = 0; attempt < JOINS; attempt += 1) {
      const wholes =
        this.#formats.length > 0 ? [this.#makeFor(field)(source, field), ...this.#forms(source)] : sampled();
      for (const text of joins(sampled(), wholes, filler)) if (this.#isRight(text)) return text;
    }
    return undefined;
  }

  #matching(random: Random): string | undefined {
    const lengths = { min: this.#min, max: this.#max };
    for (const pattern of this.#patterns) {
      const text = pattern.sample(random, lengths, (candidate) => this.#isRight(candidate));
      if (text !== undefined) return text;
    }
    return undefined;
  }

  /** Words, as many as the length needs. */
  #filled({ faker }: RealisticSource): string | undefined {
    const short = Math.max(this.#min, Math.min(this.#max, 12));
    const words = faker.lorem.words(Math.ceil(Math.min(short, 200) / 4) + 1);
    const text = words.repeat(Math.ceil(short / words.length)).slice(0, short);
    return [text, text.replaceAll(' ', 'x')].find((candidate) => this.#isRight(candidate));
  }

  #isRight(text: string): boolean {
    const length = text.length < this.#min || text.length > this.#max ? Array.from(text).length : text.length;
    return (
      length >= this.#min &&
      Array.from(text).length >= this.#min &&
      length <= this.#max &&
      this.#tests.every((test) => test(text)) &&
      this.#patterns.every((pattern) => pattern.matches(text))
    );
  }
}

/** Each text with a part of another one before it or after it, and with others of its kind after a filler. */
function* joins(texts: readonly string[], others: readonly string[], filler: string): Generator<string> {
  for (const text of texts) {
    for (const other of others) {
      for (let at = 0; at <= Math.min(other.length, MAX_JOINED); at += 1) {
        yield other.slice(0, at) + text;
        yield text + other.slice(at);
      }
    }
    for (const other of texts) yield text + filler + other;
  }
}

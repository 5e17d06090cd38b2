import { isAlias, isMap, isScalar, isSeq, type ParsedNode } from 'yaml';
import { mustBeOneOf } from '../inspection/name-messages.ts';
import { Fields } from './fields.ts';
import type { Mistakes, Place } from './mistakes.ts';

const WHOLE_NUMBER = /^-?\d+$/;
const PLAIN_NAME = /^[\w.*-]{1,80}$/;
const SHOWN_OF_NAME = 80;

/** The YAML node; `undefined` where there is not even an empty value. */
type Content = ParsedNode | null | undefined;

/**
 * A value of a catalog. When it is read as another kind of value than it is, the mistake is noted and an empty value is read
 * in its place, so that all mistakes are found at once.
 */
export class Entry {
  readonly place: Place;
  readonly #node: Content;
  readonly #mistakes: Mistakes;

  constructor(node: Content, place: Place, mistakes: Mistakes) {
    this.#node = node;
    this.place = place;
    this.#mistakes = mistakes;
  }

  get isMap(): boolean {
    return isMap(this.#node);
  }

  get isScalar(): boolean {
    return isScalar(this.#node);
  }

  get isList(): boolean {
    return isSeq(this.#node);
  }

  /** The text as it is written, which keeps every digit of a number. `pointer` is the place of the value in the policy. */
  text(pointer: string): string {
    this.locate(pointer);
    if (isScalar(this.#node) && typeof this.#node.value === 'string') return this.#node.value;
    this.mistake('must be a single value');
    return '';
  }

  /** The number that the text says; `NaN` when it is no whole number. */
  wholeNumber(pointer: string): number {
    const text = this.text(pointer);
    return WHOLE_NUMBER.test(text) ? Number(text) : Number.NaN;
  }

  choice<Value extends string>(values: readonly [Value, ...Value[]], pointer: string): Value {
    const text = this.text(pointer);
    const chosen = values.find((value) => value === text);
    if (chosen === undefined) this.mistake(mustBeOneOf(text, values));
    return chosen ?? values[0];
  }

  /** The fields of the map. `content` names the content of the map, for the message of a mistake. */
  fields(content: string): Fields<Entry> {
    const fields = new Fields(this.#mistakes, (name) => this.#missing(name));
    if (isMap(this.#node)) for (const { key, value } of this.#node.items) this.#addField(fields, key, value);
    else this.mistake(`must be a map of ${content}`);
    return fields;
  }

  /** The items of the list. `content` names the content of the list, for the message of a mistake. */
  items(content: string): readonly Entry[] {
    if (isSeq(this.#node)) {
      return this.#node.items.map((item, index) => this.#part(item, `${this.place.name}[${index}]`, this.place.offset));
    }
    this.mistake(`must be a list of ${content}`);
    return [];
  }

  locate(pointer: string): void {
    this.#mistakes.locate(pointer, this.place);
  }

  mistake(message: string): void {
    this.#mistakes.add(this.place, isAlias(this.#node) ? 'must be written out: a catalog has no aliases' : message);
  }

  #addField(fields: Fields<Entry>, key: ParsedNode, value: Content): void {
    const [offset] = key.range;
    if (isScalar(key) && typeof key.value === 'string' && key.value !== '') {
      const name = this.#nameOf(key.value);
      fields.add(key.value, { name, offset }, this.#part(value, name, offset));
    } else {
      this.#mistakes.add({ name: `a name in ${this.place.name}`, offset }, 'must be a text that is not empty');
    }
  }

  #missing(key: string): Entry {
    const place = { name: this.#nameOf(key), offset: this.place.offset };
    if (this.isMap) this.#mistakes.add(place, 'is missing');
    else this.#mistakes.ignore(place);
    return new Entry(undefined, place, this.#mistakes);
  }

  #part(node: Content, name: string, offset: number): Entry {
    return new Entry(node, { name, offset: node?.range[0] ?? offset }, this.#mistakes);
  }

  /** The full name of a field. */
  #nameOf(key: string): string {
    const shown = PLAIN_NAME.test(key) ? key : JSON.stringify(key.slice(0, SHOWN_OF_NAME));
    return this.place.name === ROOT ? shown : `${this.place.name}.${shown}`;
  }
}

/** The name of the whole catalog. */
export const ROOT = 'the catalog';

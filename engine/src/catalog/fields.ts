import { unknownName } from '../inspection/name-messages.ts';
import type { Mistakes, Place } from './mistakes.ts';

/** The fields of a map in a catalog, by name. */
export class Fields<Value> {
  readonly #mistakes: Mistakes;
  readonly #missing: (name: string) => Value;
  readonly #keys = new Map<string, Place>();
  readonly #values = new Map<string, Value>();

  /** `missing` notes that a field is not there, and gives a value in its place. */
  constructor(mistakes: Mistakes, missing: (name: string) => Value) {
    this.#mistakes = mistakes;
    this.#missing = missing;
  }

  add(name: string, key: Place, value: Value): void {
    if (this.#values.has(name)) {
      this.#mistakes.add(key, 'must not be given twice');
      return;
    }
    this.#keys.set(name, key);
    this.#values.set(name, value);
  }

  entries(): readonly (readonly [name: string, value: Value])[] {
    return [...this.#values];
  }

  find(name: string): Value | undefined {
    return this.#values.get(name);
  }

  /** The field, which must be there. */
  get(name: string): Value {
    return this.#values.get(name) ?? this.#missing(name);
  }

  /** Notes a mistake for each field with another name. */
  only(names: readonly string[]): this {
    for (const name of this.#keys.keys()) {
      if (!names.includes(name)) this.refuse(name, unknownName(name, names));
    }
    return this;
  }

  /** Notes that the field, if it is there, is a mistake. */
  refuse(name: string, message: string): void {
    const key = this.#keys.get(name);
    if (key) this.#mistakes.add(key, message);
  }
}

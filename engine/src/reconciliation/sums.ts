import type { Money } from '../values/money.ts';

/** Amounts added up by a key, in one pass over them. */
export class Sums {
  readonly #sums = new Map<string, Money>();

  add(key: string, amount: Money): void {
    this.#sums.set(key, this.of(key) + amount);
  }

  /** The sum for a key, in minor units; 0 when nothing was added. */
  of(key: string): Money {
    return this.#sums.get(key) ?? 0;
  }

  keys(): Iterable<string> {
    return this.#sums.keys();
  }
}

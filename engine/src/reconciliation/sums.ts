import type { Money } from '../values/money.ts';

/** Amounts added up by what they are of: one pass over them, whatever is asked of the sums. */
export class Sums {
  readonly #sums = new Map<string, Money>();

  add(key: string, amount: Money): void {
    this.#sums.set(key, this.of(key) + amount);
  }

  /** 0 for what nothing was added to. */
  of(key: string): Money {
    return this.#sums.get(key) ?? 0;
  }

  keys(): Iterable<string> {
    return this.#sums.keys();
  }
}

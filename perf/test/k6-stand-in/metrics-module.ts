import { samples } from './samples.ts';

export class Counter {
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
    samples.counters.set(name, 0);
  }

  add(value: number): void {
    samples.counters.set(this.#name, (samples.counters.get(this.#name) ?? 0) + value);
  }
}

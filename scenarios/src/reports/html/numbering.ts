/** Numbers for texts that are told often, from 0. */
export class Numbering {
  readonly #numbers = new Map<string, number>();

  numberOf(text: string): number {
    const number = this.#numbers.get(text) ?? this.#numbers.size;
    this.#numbers.set(text, number);
    return number;
  }

  /** By their numbers. */
  get texts(): string[] {
    return [...this.#numbers.keys()];
  }
}

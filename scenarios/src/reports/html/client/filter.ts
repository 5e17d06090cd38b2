import { copyOf, element, fill } from './elements.ts';
import type { CellsData } from './page-data.ts';

type Pair = readonly [dimension: number, label: number];

/** The values that listed cells must have, at most one of each dimension. An element with `data-filter` chooses them. */
export class Filter {
  readonly #dimensions: CellsData['dimensions'];
  readonly #wanted = new Map<number, number>();
  readonly #onChange: () => void;

  constructor(dimensions: CellsData['dimensions'], onChange: () => void) {
    this.#dimensions = dimensions;
    this.#onChange = onChange;
    for (const button of document.querySelectorAll('button[data-filter]')) button.removeAttribute('disabled');
    document.addEventListener('click', ({ target }) => this.#choose(target));
    document.addEventListener('keydown', (event) => {
      const isCell = event.target instanceof HTMLTableCellElement && event.target.matches('[data-filter]');
      if (!isCell || (event.key !== 'Enter' && event.key !== ' ')) return;
      event.preventDefault();
      this.#choose(event.target);
    });
    this.#show();
  }

  /** Whether a cell, by the places of its labels, is to be listed. */
  matches(labels: readonly number[]): boolean {
    return [...this.#wanted].every(([dimension, label]) => labels[dimension] === label);
  }

  #choose(target: EventTarget | null): void {
    const chosen = target instanceof Element ? target.closest('[data-filter]') : null;
    if (!chosen) return;
    const pairs = pairsIn(chosen);
    const isWanted = this.#hasAll(pairs);
    for (const [dimension, label] of pairs) {
      if (isWanted) this.#wanted.delete(dimension);
      else this.#wanted.set(dimension, label);
    }
    this.#show();
    this.#onChange();
  }

  #show(): void {
    for (const marked of document.querySelectorAll('[data-filter]')) {
      const state = marked instanceof HTMLButtonElement ? 'aria-pressed' : 'aria-selected';
      marked.setAttribute(state, String(this.#hasAll(pairsIn(marked))));
    }
    element('#filters', HTMLElement).replaceChildren(...[...this.#wanted].map((pair) => this.#chipOf(pair)));
  }

  /** A button that takes a value back. */
  #chipOf(pair: Pair): HTMLElement {
    const chip = copyOf('#chip');
    fill(chip, { text: this.#textOf(pair) });
    chip.setAttribute('aria-label', `Remove the filter ${this.#textOf(pair)}`);
    chip.addEventListener('click', () => {
      this.#wanted.delete(pair[0]);
      this.#show();
      this.#onChange();
      // The button is gone, and with it the focus.
      element('#list-status', HTMLElement).focus();
    });
    return chip;
  }

  #hasAll(pairs: readonly Pair[]): boolean {
    return pairs.every(([dimension, label]) => this.#wanted.get(dimension) === label);
  }

  #textOf([dimension, label]: Pair): string {
    const { name, labels } = this.#dimensions[dimension] ?? { name: '', labels: [] };
    return `${name}=${labels[label]}`;
  }
}

/** Reads `0:3,1:2`. */
function pairsIn(marked: Element): Pair[] {
  return (marked.getAttribute('data-filter') ?? '').split(',').map((pair) => {
    const [dimension = -1, label = -1] = pair.split(':').map(Number);
    return [dimension, label];
  });
}

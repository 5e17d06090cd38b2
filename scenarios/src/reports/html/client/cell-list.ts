import { BillView } from './bill-view.ts';
import { copyOf, element, fill } from './elements.ts';
import { Filter } from './filter.ts';
import type { CellRow, CellsData } from './page-data.ts';
import { makeOnlyStop } from './roving.ts';

const AT_ONCE = 100;

/** Lists the wrong bills that pass the filter, and opens the one that is chosen. */
export class CellList {
  readonly #data: CellsData;
  readonly #filter: Filter;
  readonly #bill: BillView;
  readonly #options = element('#cell-list', HTMLElement);
  #matching: readonly CellRow[] = [];
  #opened: CellRow | undefined;

  constructor(data: CellsData) {
    this.#data = data;
    this.#bill = new BillView(() => this.#focusOption());
    this.#filter = new Filter(data.dimensions, () => this.#list());
    element('#more', HTMLElement).addEventListener('click', () => this.#listMore());
    this.#options.addEventListener('click', ({ target }) => this.#choose(target));
    this.#options.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      this.#choose(event.target);
    });
    element('.bills', HTMLElement).hidden = false;
    this.#list();
  }

  #list(): void {
    const { cells } = this.#data;
    this.#matching = cells.filter((row) => this.#filter.matches(this.#labelsOf(row)));
    const [first] = this.#matching;
    if (first && !(this.#opened && this.#matching.includes(this.#opened))) this.#open(first);
    this.#options.replaceChildren(...this.#matching.slice(0, AT_ONCE).map((row) => this.#optionOf(row)));
    const all = `${grouped(cells.length)} wrong ${cells.length === 1 ? 'bill' : 'bills'}`;
    const isAll = this.#matching.length === cells.length;
    element('#list-status', HTMLElement).textContent = isAll ? all : `${grouped(this.#matching.length)} of ${all}`;
    this.#markStop();
  }

  #listMore(): void {
    const shown = this.#options.children.length;
    const options = this.#matching.slice(shown, shown + AT_ONCE).map((row) => this.#optionOf(row));
    this.#options.append(...options);
    this.#markStop();
    options[0]?.focus();
  }

  #markStop(): void {
    element('#more', HTMLElement).hidden = this.#options.children.length >= this.#matching.length;
    const stop = this.#openedOption() ?? this.#options.firstElementChild;
    if (stop instanceof HTMLElement) makeOnlyStop(stop);
  }

  #optionOf(row: CellRow): HTMLElement {
    const [number, stage, figure, expected, actual] = row;
    const option = copyOf('#row');
    fill(option, {
      step: this.#data.stages[stage] ?? '',
      figure: this.#data.figures[figure] ?? '',
      expected: hasSides(row) ? (expected ?? 'nothing') : '',
      actual: hasSides(row) ? (actual ?? 'nothing') : '',
      cell: this.#shortTitleOf(row),
    });
    option.dataset.cell = String(number);
    option.tabIndex = -1;
    option.setAttribute('aria-selected', String(row === this.#opened));
    return option;
  }

  #choose(target: EventTarget | null): void {
    const option = target instanceof Element ? target.closest('[data-cell]') : null;
    const row = this.#matching.find(([number]) => String(number) === option?.getAttribute('data-cell'));
    if (!row) return;
    this.#openedOption()?.setAttribute('aria-selected', 'false');
    this.#open(row);
    this.#openedOption()?.setAttribute('aria-selected', 'true');
    this.#markStop();
    this.#bill.focus();
  }

  #open(row: CellRow): void {
    const [, stage, figure, expected, actual, kind, bill] = row;
    const { stages, figures, cells } = this.#data;
    const kept = bill >= 0 ? row : cells.find((other) => other[5] === kind && other[6] >= 0);
    const both = hasSides(row) ? `: expected ${expected ?? 'nothing'}, got ${actual ?? 'nothing'}` : '';
    this.#opened = row;
    this.#bill.show({
      title: this.#titleOf(row),
      first: `${stages[stage]}: ${figures[figure]}${both}`,
      bill: kept?.[6] ?? -1,
      ...(kept && kept !== row && { other: this.#titleOf(kept) }),
    });
  }

  #openedOption(): HTMLElement | undefined {
    const option = this.#opened && this.#options.querySelector(`[data-cell="${this.#opened[0]}"]`);
    return option instanceof HTMLElement ? option : undefined;
  }

  #focusOption(): void {
    const stop = this.#openedOption() ?? this.#options.querySelector('[tabindex="0"]');
    if (stop instanceof HTMLElement) stop.focus();
  }

  /** The title of a bill, like `member=kr, month=2025-03, credits=none`. */
  #titleOf(row: CellRow): string {
    return this.#labelsOf(row)
      .map((label, dimension) => this.#textOf(dimension, label))
      .join(', ');
  }

  /** The short title of a bill, like `kr · 2025-03 · credits=FREE`: neutral values are left out, except those of the axes. */
  #shortTitleOf(row: CellRow): string {
    const { dimensions, axes } = this.#data;
    return this.#labelsOf(row)
      .flatMap((label, dimension) => {
        if (axes.includes(dimension)) return [dimensions[dimension]?.labels[label] ?? ''];
        return label === 0 ? [] : [this.#textOf(dimension, label)];
      })
      .join(' · ');
  }

  #textOf(dimension: number, label: number): string {
    const { name, labels } = this.#data.dimensions[dimension] ?? { name: '', labels: [] };
    return `${name}=${labels[label]}`;
  }

  /** The places of a cell's labels. */
  #labelsOf([number]: CellRow): number[] {
    let rest = number;
    return this.#data.dimensions
      .toReversed()
      .map(({ labels }) => {
        const label = rest % labels.length;
        rest = Math.floor(rest / labels.length);
        return label;
      })
      .reverse();
  }
}

function hasSides([, , , expected, actual]: CellRow): boolean {
  return expected !== null || actual !== null;
}

/** A count with its thousands apart. */
function grouped(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ' ');
}

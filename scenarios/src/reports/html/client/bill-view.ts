import { copyOf, dataIn, element, fill } from './elements.ts';
import type { BillFigure, BillsData, DisplayValue, OpenedCell } from './page-data.ts';

/** Values up to so many characters are not broken. */
const LONGEST_SHORT = 12;

/** Shows both sides of a bill, step by step. */
export class BillView {
  #data: BillsData | undefined;

  constructor(onLeave: () => void) {
    element('#bill-back', HTMLElement).addEventListener('click', onLeave);
    element('#bill', HTMLElement).addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') onLeave();
    });
  }

  show({ title, first, bill, other }: OpenedCell): void {
    const data = this.#read();
    const { explainedBy = '', figures = [] } = data.bills[bill] ?? {};
    element('#bill-title', HTMLElement).textContent = title;
    element('#bill-first', HTMLElement).textContent = first;
    element('#bill-explained', HTMLElement).textContent = noteOn(other, explainedBy);
    element('#bill-back', HTMLElement).hidden = false;
    element('#bill-steps', HTMLElement).replaceChildren(...stepsOf(figures, data));
  }

  focus(): void {
    element('#bill-title', HTMLElement).focus();
  }

  /** Parses the bills when they are first needed: they are most of the page. */
  #read(): BillsData {
    this.#data ??= parsed();
    return this.#data;
  }
}

function parsed(): BillsData {
  return JSON.parse(dataIn('#bills-data'));
}

function noteOn(other: string | undefined, explainedBy: string): string {
  return [
    ...(explainedBy === '' ? [] : [`Such a bill is made by ${explainedBy}.`]),
    ...(other === undefined
      ? []
      : [`The bill below is that of ${other}, wrong in the same figures: this one was not kept.`]),
  ].join(' ');
}

function stepsOf(figures: readonly BillFigure[], data: BillsData): HTMLElement[] {
  const first = Math.min(...figures.filter(differs).map(([, stage]) => stage));
  return data.stages.flatMap((name, stage) => {
    const ours = figures.filter((figure) => figure[1] === stage);
    if (ours.length === 0) return [];
    const step = copyOf('#step');
    const isWrong = ours.some(differs);
    fill(step, {
      mark: isWrong ? '≠' : '=',
      name,
      tally: tallyOf(ours),
      wrong: stage === first ? 'goes wrong here first' : '',
    });
    step.classList.toggle('differs', isWrong);
    step.toggleAttribute('open', isWrong);
    element('table', HTMLElement, step).append(...linesOf(ours, data));
    return [step];
  });
}

function tallyOf(figures: readonly BillFigure[]): string {
  const wrong = figures.filter(differs).length;
  return wrong === 0 ? `${figures.length} agree` : `${wrong} of ${figures.length} differ`;
}

function differs(figure: BillFigure): boolean {
  return figure.length === 4;
}

/** The figures of each line under its name. The bill's own figures have a heading only beside those of lines. */
function linesOf(figures: readonly BillFigure[], data: BillsData): HTMLElement[] {
  const lines = new Map<string, HTMLElement>();
  for (const figure of figures) {
    const [line, name] = data.figures[figure[0]] ?? ['', ''];
    const body = lines.get(line) ?? bodyOf(line);
    lines.set(line, body);
    body.append(rowOf(figure, name));
  }
  if (lines.size === 1) lines.get('')?.firstElementChild?.remove();
  return [...lines.values()];
}

function bodyOf(line: string): HTMLElement {
  const body = copyOf('#line');
  element('th', HTMLElement, body).textContent = line === '' ? 'the bill itself' : line;
  return body;
}

function rowOf(figure: BillFigure, name: string): HTMLElement {
  const row = copyOf('#figure');
  const [, , expected, actual = expected] = figure;
  row.classList.toggle('differs', differs(figure));
  row.classList.toggle(
    'short',
    [expected, actual].every((value) => textOf(value).length <= LONGEST_SHORT),
  );
  fill(row, {
    mark: differs(figure) ? '≠' : '',
    expected: textOf(expected),
    actual: textOf(actual),
    by: differs(figure) ? distance(expected, actual) : '',
  });
  // Long names may be broken before their capitals.
  const words = name
    .split(/(?=[A-Z])/)
    .flatMap((word, place) => (place === 0 ? [word] : [document.createElement('wbr'), word]));
  element('.name', HTMLElement, row).replaceChildren(...words);
  return row;
}

function textOf(value: DisplayValue): string {
  return value ?? 'nothing';
}

/** The difference of two whole numbers with its sign; nothing for other values. */
function distance(expected: DisplayValue, actual: DisplayValue): string {
  const [wanted, found] = [expected, actual].map((value) =>
    /^-?\d{1,16}$/.test(value ?? '') ? Number(value) : Number.NaN,
  );
  const more = (found ?? 0) - (wanted ?? 0);
  if (!Number.isSafeInteger(more)) return '';
  return more > 0 ? `+${more}` : String(more);
}

import { type Scalar, stages } from '../../cases/bill.ts';
import type { Diagnosis } from '../../diagnosis/diagnosis.ts';
import { CellNumbers } from '../../matrices/matrix.ts';
import { type FigureValue, figuresOf } from '../../runs/compare-outcomes.ts';
import type { DifferingCell, Evidence } from '../../runs/results.ts';
import { differenceParts, placeOf } from '../summary/difference-text.ts';
import type { Report } from '../summary/report.ts';
import { axesOf } from '../summary/tally.ts';
import { printable } from '../summary/wording.ts';
import type { BillData, BillFigure, BillsData, CellRow, CellsData, DisplayValue } from './client/page-data.ts';

/** The data that the script of a page shows. */
export interface PageData {
  readonly cells: CellsData;
  readonly bills: BillsData;
}

/**
 * The room for the list of wrong bills, and the room for both sides of bills, in bytes of JSON. A page stays under ten megabytes.
 */
const ROOM = 4_000_000;

/** The data of a page: as much of a report as it has room for. */
export function pageDataOf(report: Report): PageData {
  const { dimensions, results } = report.run;
  const differing = results.filter((result) => result.verdict === 'differs');
  const bills = new KeptBills(differing, report.diagnosis);
  const figures = new Numbering();
  const kinds = new Numbering();
  const numbers = new CellNumbers(dimensions);
  const cells = thatFit(keptFirst(differing, bills), (result): CellRow => {
    const { cell, first, signature } = result;
    const { what, sides } = differenceParts(first);
    return [
      numbers.numberOf(cell),
      stages.indexOf(first.stage),
      figures.numberOf(printable(what)),
      displayValue(sides?.expected),
      displayValue(sides?.actual),
      kinds.numberOf(signature),
      bills.numberOf(result),
    ];
  });
  return {
    cells: {
      dimensions: dimensions.map(printableLabels),
      axes: axesOf(dimensions).map((axis) => dimensions.indexOf(axis)),
      stages,
      figures: figures.texts,
      cells,
    },
    bills: bills.data,
  };
}

/** The cells whose bills can be shown come before the others, for otherwise hardly any of them would be found. */
function keptFirst(differing: readonly DifferingCell[], bills: KeptBills): DifferingCell[] {
  const isKept = (result: DifferingCell) => bills.numberOf(result) >= 0;
  return [...differing.filter(isKept), ...differing.filter((result) => !isKept(result))];
}

function printableLabels({ name, labels }: CellsData['dimensions'][number]) {
  return { name: printable(name), labels: labels.map(printable) };
}

/** Numbers for texts that come often, from 0. */
class Numbering {
  readonly #numbers = new Map<string, number>();

  numberOf(text: string): number {
    const number = this.#numbers.get(text) ?? this.#numbers.size;
    this.#numbers.set(text, number);
    return number;
  }

  /** The texts in the order of their numbers. */
  get texts(): string[] {
    return [...this.#numbers.keys()];
  }
}

/** Turns items into results, as many as there is room for. */
function thatFit<Item, Result>(items: Iterable<Item>, turned: (item: Item) => Result): Result[] {
  const results: Result[] = [];
  let left = ROOM;
  for (const item of items) {
    const result = turned(item);
    left -= Buffer.byteLength(JSON.stringify(result)) + 1;
    if (left < 0) break;
    results.push(result);
  }
  return results;
}

const LONGEST = 300;

/** A value as a page shows it. */
function displayValue(value: Scalar | undefined): DisplayValue {
  if (value === undefined) return null;
  const text = printable(String(value));
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** Both sides of as many wrong bills as there is room for, one of each signature before the others. */
class KeptBills {
  readonly data: BillsData;
  readonly #numbers: ReadonlyMap<DifferingCell, number>;

  constructor(differing: readonly DifferingCell[], diagnosis: Diagnosis | undefined) {
    const explained = new Map(diagnosis?.cells.map(({ signature, explainedBy }) => [signature, explainedBy]));
    const paths = new Numbering();
    const kept = oneOfEachFirst(differing.filter(({ evidence }) => evidence));
    const bills = thatFit(kept, ({ evidence, signature }): BillData => {
      const explainedBy = (explained.get(signature) ?? []).map((names) => names.join(' + ')).join(' or ');
      return { explainedBy: printable(explainedBy), figures: evidence ? [...billFigures(evidence, paths)] : [] };
    });
    const figures = paths.texts.map((path) => {
      const { line, figure } = placeOf(path);
      return [printable(line), printable(figure)] as const;
    });
    this.data = { stages, figures, bills };
    this.#numbers = new Map(kept.slice(0, bills.length).map((result, number) => [result, number]));
  }

  /** The number of a cell's bill; -1 when it was not kept. */
  numberOf(result: DifferingCell): number {
    return this.#numbers.get(result) ?? -1;
  }
}

function oneOfEachFirst(differing: readonly DifferingCell[]): DifferingCell[] {
  const bySignature = new Map<string, DifferingCell>();
  for (const result of differing) if (!bySignature.has(result.signature)) bySignature.set(result.signature, result);
  const firsts = new Set(bySignature.values());
  return [...firsts, ...differing.filter((result) => !firsts.has(result))];
}

/** Figures in the order of the bill; other differences, like the order of lines, come last. */
function* billFigures({ expected, actual, differences }: Evidence, paths: Numbering): Generator<BillFigure> {
  const figures = { expected: figuresOf(expected), actual: figuresOf(actual) };
  const differing = new Map(differences.map((difference) => [difference.path, difference]));
  for (const path of new Set([...figures.expected.keys(), ...figures.actual.keys(), ...differing.keys()])) {
    const difference = differing.get(path);
    const number = paths.numberOf(path);
    if (difference)
      yield [number, stageNumber(difference), displayValue(difference.expected), displayValue(difference.actual)];
    // A figure that the target lacks was not compared.
    const [wanted, got] = [figures.expected.get(path), figures.actual.get(path)];
    if (!difference && wanted && got) yield [number, stageNumber(wanted), displayValue(got.value)];
  }
}

function stageNumber({ stage }: Pick<FigureValue, 'stage'>): number {
  return stages.indexOf(stage);
}

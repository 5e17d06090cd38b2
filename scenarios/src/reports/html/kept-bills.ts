import type { Scalar } from '../../cases/bill.ts';
import { stages } from '../../cases/bill-figures.ts';
import type { Diagnosis } from '../../diagnosis/diagnosis.ts';
import { type FigureValue, figuresOf } from '../../runs/compare-outcomes.ts';
import type { DifferingCell, Evidence } from '../../runs/matrix-run.ts';
import { placeOf } from '../summary/difference-text.ts';
import { printable } from '../summary/wording.ts';
import type { BillData, BillFigure, BillsData, DisplayValue } from './client/page-data.ts';

/** Numbers for texts that come often, from 0. */
export class Numbering {
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

/** Turns items into results, as many as fit into a number of bytes of JSON. */
export function thatFit<Item, Result>(room: number, items: Iterable<Item>, turned: (item: Item) => Result): Result[] {
  const results: Result[] = [];
  let left = room;
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
export function displayValue(value: Scalar | undefined): DisplayValue {
  if (value === undefined) return null;
  const text = printable(String(value));
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** Bytes of JSON. */
const ROOM = 4_000_000;

/** Both sides of as many wrong bills as there is room for, one of each signature before the others. */
export class KeptBills {
  readonly data: BillsData;
  readonly #numbers: ReadonlyMap<DifferingCell, number>;

  constructor(differing: readonly DifferingCell[], diagnosis: Diagnosis | undefined) {
    const explained = new Map(diagnosis?.cells.map(({ signature, explainedBy }) => [signature, explainedBy]));
    const paths = new Numbering();
    const kept = oneOfEachFirst(differing.filter(({ evidence }) => evidence));
    const bills = thatFit(ROOM, kept, ({ evidence, signature }): BillData => {
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

  /** -1 of a cell whose bill was not kept. */
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

/** Figures in the order of the bill; what differs besides them, like the order of lines, comes last. */
function* billFigures({ expected, actual, differences }: Evidence, paths: Numbering): Generator<BillFigure> {
  const [wanted, found] = [figuresOf(expected), figuresOf(actual)];
  const differing = new Map(differences.map((difference) => [difference.path, difference]));
  for (const path of new Set([...wanted.keys(), ...found.keys(), ...differing.keys()])) {
    const difference = differing.get(path);
    const number = paths.numberOf(path);
    if (difference)
      yield [number, stageNumber(difference), displayValue(difference.expected), displayValue(difference.actual)];
    // A figure that the target lacks was not compared.
    const [ours, theirs] = [wanted.get(path), found.get(path)];
    if (!difference && ours && theirs) yield [number, stageNumber(ours), displayValue(theirs.value)];
  }
}

function stageNumber({ stage }: Pick<FigureValue, 'stage'>): number {
  return stages.indexOf(stage);
}

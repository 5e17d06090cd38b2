import type { AgreeingCell, CellResult, DifferingCell, MatrixRun } from '../runs/results.ts';
import { spreadEvenly } from '../runs/spread-evenly.ts';
import type { EngineOutcomesOf } from './engine-outcomes.ts';
import type { Observation, WrongCell } from './observation.ts';

/** A run of a matrix against the target that is diagnosed. */
export interface ObservedRun {
  readonly run: MatrixRun;
  /** The engine's outcomes of the matrix's cells, asked for in the way that the target was asked. */
  readonly outcomesOf: EngineOutcomesOf;
  /** The target's `omits`. */
  readonly omits?: readonly string[];
}

/** The first cell of each signature among those whose bills were kept. Matrices and first steps take turns. */
export function firstOfEachSignature(runs: readonly ObservedRun[]): WrongCell[] {
  const groups = new Map<string, WrongCell[]>();
  for (const one of runs) {
    const signatures = new Set<string>();
    for (const result of one.run.results) {
      if (!hasEvidence(result) || signatures.has(result.signature)) continue;
      signatures.add(result.signature);
      add(groups, `${one.run.matrix} ${result.first.stage}`, observationOf(result, one));
    }
  }
  return inTurn([...groups.values()]);
}

/** The number of signatures in all runs, whether bills of them were kept or not. */
export function countKinds(runs: readonly ObservedRun[]): number {
  const kinds = runs.map(
    ({ run }) => new Set(run.results.flatMap((result) => ('signature' in result ? [result.signature] : []))),
  );
  return kinds.reduce((sum, { size }) => sum + size, 0);
}

/** The compared cells that are not diagnosed, spread evenly. Agreeing and differing cells take turns as long as there are both. */
export function otherObservations(
  runs: readonly ObservedRun[],
  diagnosed: readonly WrongCell[],
): Iterable<Observation> {
  const known = new Set<CellResult>(diagnosed.map(({ result }) => result));
  const cellsWith = (verdict: Observation['result']['verdict']) => {
    const cells = runs.flatMap((one) =>
      one.run.results.filter((result) => result.verdict === verdict).map((result) => [result, one] as const),
    );
    // Diagnosed cells are taken out after the cells are spread: so most of the sample is the same for other diagnosed cells, and its
    // outcomes are known.
    return spreadEvenly(cells).filter(([result]) => !known.has(result));
  };
  return observationsOf(inTurn([cellsWith('agrees'), cellsWith('differs')]));
}

/** Cells in another order: one of each signature, then a second one of each, and so on. */
export function inTurnBySignature(cells: readonly WrongCell[]): WrongCell[] {
  const groups = new Map<string, WrongCell[]>();
  for (const cell of cells) add(groups, cell.result.signature, cell);
  return inTurn([...groups.values()]);
}

function* observationsOf(cells: readonly (readonly [CellResult, ObservedRun])[]): Generator<Observation> {
  for (const [result, one] of cells) {
    if (result.verdict === 'agrees' || result.verdict === 'differs') yield observationOf(result, one);
  }
}

function observationOf<Result extends AgreeingCell | DifferingCell>(
  result: Result,
  { outcomesOf, omits = [] }: ObservedRun,
) {
  return {
    result,
    omits,
    // Most observations are never asked for outcomes, so their cases are built when they are.
    get outcomes() {
      return outcomesOf(result.cell);
    },
  };
}

function hasEvidence(result: CellResult): result is Required<DifferingCell> {
  return result.verdict === 'differs' && result.evidence !== undefined;
}

function add<Item>(groups: Map<string, Item[]>, key: string, item: Item): void {
  const group = groups.get(key);
  if (group) group.push(item);
  else groups.set(key, [item]);
}

/** The first item of every list, then the second item of every list, and so on. */
function inTurn<Item>(lists: readonly (readonly Item[])[]): Item[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list.slice(index, index + 1))).flat();
}

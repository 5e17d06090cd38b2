import type { AgreeingCell, CellResult, DifferingCell, MatrixRun } from '../runs/matrix-run.ts';
import { spreadEvenly } from '../runs/spread-evenly.ts';
import type { EngineOutcomesOf } from './engine-outcomes.ts';
import type { Observation, WrongCell } from './observation.ts';

/** A run of a matrix against the target that is diagnosed. */
export interface ObservedRun {
  readonly run: MatrixRun;
  /** How the engine lives the matrix's cells, asked in the way that the target was. */
  readonly outcomesOf: EngineOutcomesOf;
  /** The target's `omits`. */
  readonly omits?: readonly string[];
}

/** The first cell of each signature of which both bills were kept, those of every matrix and first step in turn. */
export function firstOfEverySignature(seen: readonly ObservedRun[]): WrongCell[] {
  const groups = new Map<string, WrongCell[]>();
  for (const one of seen) {
    const signatures = new Set<string>();
    for (const result of one.run.results) {
      if (!isWithEvidence(result) || signatures.has(result.signature)) continue;
      signatures.add(result.signature);
      const group = `${one.run.matrix} ${result.first.stage}`;
      groups.set(group, [...(groups.get(group) ?? []), observationOf(result, one)]);
    }
  }
  return interleaved([...groups.values()]);
}

/** How many signatures there are in all runs, whether bills of them were kept or not. */
export function kindsIn(seen: readonly ObservedRun[]): number {
  const kinds = seen.map(
    ({ run }) => new Set(run.results.flatMap((result) => ('signature' in result ? [result.signature] : []))),
  );
  return kinds.reduce((sum, { size }) => sum + size, 0);
}

/** The compared cells that are not diagnosed, spread out; agreeing and differing ones in turn as long as there are both. */
export function otherObservations(
  seen: readonly ObservedRun[],
  diagnosed: readonly WrongCell[],
): Iterable<Observation> {
  const known = new Set<CellResult>(diagnosed.map(({ result }) => result));
  return observationsInTurn(
    (['agrees', 'differs'] as const).map((verdict) =>
      // First spread, then left out: these are mostly the same for other diagnosed cells, and their lives are remembered.
      spreadEvenly(
        seen.flatMap((one) =>
          one.run.results.filter((result) => result.verdict === verdict).map((result) => [result, one] as const),
        ),
      ).filter(([result]) => !known.has(result)),
    ),
  );
}

function* observationsInTurn(
  lists: readonly (readonly (readonly [CellResult, ObservedRun])[])[],
): Generator<Observation> {
  for (const [result, one] of interleaved(lists)) {
    if (result.verdict === 'agrees' || result.verdict === 'differs') yield observationOf(result, one);
  }
}

function observationOf<Result extends AgreeingCell | DifferingCell>(
  result: Result,
  { outcomesOf, omits = [] }: ObservedRun,
) {
  // Most witnesses are never asked: their cases are made when they are.
  return {
    result,
    omits,
    get outcomes() {
      return outcomesOf(result.cell);
    },
  };
}

function isWithEvidence(result: CellResult): result is Required<DifferingCell> {
  return result.verdict === 'differs' && result.evidence !== undefined;
}

/** The cells in another order: one of each signature first, then another one of each, and so on. */
export function ofEverySignature(cells: readonly WrongCell[]): WrongCell[] {
  const groups = new Map<string, WrongCell[]>();
  for (const cell of cells) {
    const { signature } = cell.result;
    groups.set(signature, [...(groups.get(signature) ?? []), cell]);
  }
  return interleaved([...groups.values()]);
}

/** Of every list the first, then of every list the second, and so on. */
function interleaved<Item>(lists: readonly (readonly Item[])[]): Item[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list.slice(index, index + 1))).flat();
}

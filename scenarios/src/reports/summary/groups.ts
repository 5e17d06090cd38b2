import { type Stage, stages } from '../../cases/bill-figures.ts';
import type { Cell } from '../../matrices/matrix.ts';
import type { CellResult, DifferingCell, UncomparedCell } from '../../runs/matrix-run.ts';

/** Cells that differ in the same figures in the same direction. */
export interface SignatureGroup {
  /** The first cell of the group in the order of the matrix. */
  readonly first: DifferingCell;
  readonly count: number;
}

/** Cells of which the same is said. */
export interface MessageGroup {
  readonly message: string;
  /** The cells in the order of the matrix. */
  readonly cells: readonly Cell[];
}

/** Wrong bills that are wrong in the same way, the most frequent ones first. */
export function signatureGroups(results: readonly CellResult[]): SignatureGroup[] {
  const groups = new Map<string, SignatureGroup>();
  for (const result of results) {
    if (result.verdict !== 'differs') continue;
    const { first = result, count = 0 } = groups.get(result.signature) ?? {};
    groups.set(result.signature, { first, count: count + 1 });
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}

/** Why cells were not compared, the most frequent reasons first. */
export function messageGroups(results: readonly CellResult[], verdict: UncomparedCell['verdict']): MessageGroup[] {
  const groups = new Map<string, Cell[]>();
  for (const result of results) {
    if (result.verdict !== verdict) continue;
    const { message, cell } = result;
    const cells = groups.get(message);
    if (cells) cells.push(cell);
    else groups.set(message, [cell]);
  }
  return [...groups].map(([message, cells]) => ({ message, cells })).sort((a, b) => b.cells.length - a.cells.length);
}

/** The number of wrong bills by the step that differs first, in the order of the steps. */
export function firstSteps(results: readonly CellResult[]): [Stage, number][] {
  const counts = new Map<Stage, number>();
  for (const result of results) {
    if (result.verdict !== 'differs') continue;
    const { stage } = result.first;
    counts.set(stage, (counts.get(stage) ?? 0) + 1);
  }
  return stages.flatMap((stage) => {
    const count = counts.get(stage);
    return count === undefined ? [] : [[stage, count]];
  });
}

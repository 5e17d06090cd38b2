import type { Cell } from '../matrices/matrix.ts';
import type { MatrixRun } from '../runs/matrix-run.ts';
import { type ReplaySettings, replayCommand } from '../runs/replay-command.ts';
import type { Comparison } from '../runs/run-cell.ts';
import type { Diagnosis, Reproduction } from './diagnosis.ts';
import { type FailingCell, neutralCell, shrinkCell } from './shrink-cell.ts';

/** Every one of them is lived up to 64 times. */
const MAX_CELLS = 5;

/**
 * The cells that are worth to be seen as plainly as possible: one of every explanation, then one of every first step that is not
 * explained, each with as few values that are not neutral as there is.
 */
function cellsToShrink(run: MatrixRun, diagnosis: Diagnosis | undefined, neutral: Cell): FailingCell[] {
  const { cells = [], explanations = [] } = diagnosis ?? {};
  const oddsOf = (cell: Cell) => Object.entries(cell).filter(([name, label]) => neutral[name] !== label).length;
  const plainFirst = (group: readonly FailingCell[], defects: readonly string[] = []) =>
    group
      .toSorted((a, b) => oddsOf(a.cell) - oddsOf(b.cell))
      .slice(0, 1)
      .map(({ cell, stage }) => ({ cell, stage, defects }));
  const explained = explanations.flatMap(({ defects }) =>
    plainFirst(
      cells.filter(({ explainedBy }) => explainedBy.some((names) => String(names) === String(defects))),
      defects,
    ),
  );
  const unexplained = diagnosis ? cells.filter(({ explainedBy }) => explainedBy.length === 0) : failingIn(run);
  const stages = new Set(unexplained.map(({ stage }) => stage));
  const others = [...stages].flatMap((stage) => plainFirst(unexplained.filter((failing) => failing.stage === stage)));
  const distinct = new Map([...explained, ...others].map((failing) => [JSON.stringify(failing.cell), failing]));
  return [...distinct.values()].slice(0, MAX_CELLS);
}

function failingIn({ results }: MatrixRun): FailingCell[] {
  return results.flatMap((result) =>
    result.verdict === 'differs' ? [{ cell: result.cell, stage: result.first.stage }] : [],
  );
}

export interface ReproduceOptions {
  readonly run: MatrixRun;
  /** None when nothing was diagnosed: then a cell of every first step is shrunk. */
  readonly diagnosis?: Diagnosis | undefined;
  /** The same as in the run. */
  readonly comparison: Comparison;
  /** How the run was asked for. */
  readonly settings: ReplaySettings;
  /** Ends the search early, with the cells as plain as they are by then. */
  readonly signal: AbortSignal;
}

/** Makes wrong cells of a run as plain as they get, and says how to see them again. */
export async function reproduce(options: ReproduceOptions): Promise<Reproduction[]> {
  const { run, diagnosis, comparison, settings, signal } = options;
  const neutral = neutralCell(comparison.matrix.dimensions, run.dimensions);
  const reproductions = new Map<string, Reproduction>();
  for (const failing of cellsToShrink(run, diagnosis, neutral)) {
    const shrunk = await shrinkCell(comparison, failing, neutral, signal);
    const essential = Object.keys(shrunk).filter((name) => shrunk[name] !== neutral[name]);
    const command = replayCommand(settings, comparison.matrix, shrunk);
    const key = `${failing.stage} ${command}`;
    const { cell, stage } = failing;
    if (!reproductions.has(key)) reproductions.set(key, { cell, shrunk, essential, stage, command });
  }
  return [...reproductions.values()];
}

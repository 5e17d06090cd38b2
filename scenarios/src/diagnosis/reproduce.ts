import type { Cell } from '../matrices/matrix.ts';
import { type ReplaySettings, replayCommand } from '../runs/replay-command.ts';
import type { MatrixRun } from '../runs/results.ts';
import type { Comparison } from '../runs/run-cell.ts';
import type { BrokenSum, Diagnosis, Reproduction } from './diagnosis.ts';
import { type FailingCell, neutralCell, shrinkCell } from './shrink-cell.ts';

/** The number of cells that are shrunk at most. The target bills up to 64 plainer cells for each. */
const MAX_CELLS = 5;

/**
 * The cells that are shrunk: the first one whose bill does not add up, one for every explanation, then one for every first step that is not explained. When there are several
 * cells, it is the one with the fewest values that are not neutral.
 */
function cellsToShrink(run: MatrixRun, { cells, explanations, sums = [] }: Diagnosis, neutral: Cell): FailingCell[] {
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
  const unexplained = cells.filter(({ explainedBy }) => explainedBy.length === 0);
  const stages = new Set(unexplained.map(({ stage }) => stage));
  const others = [...stages].flatMap((stage) => plainFirst(unexplained.filter((failing) => failing.stage === stage)));
  const odd = sums.slice(0, 1).flatMap((sum) => failingWith(sum, run));
  const distinct = new Map([...odd, ...explained, ...others].map((failing) => [JSON.stringify(failing.cell), failing]));
  return [...distinct.values()].slice(0, MAX_CELLS);
}

/** The cell of a sum that does not add up. */
function failingWith({ cell, figure }: BrokenSum, { results }: MatrixRun): FailingCell[] {
  const result = results.find((one) => one.cell === cell);
  return result?.verdict === 'differs' ? [{ cell, stage: result.first.stage, brokenSum: figure }] : [];
}

interface ReproduceOptions {
  readonly run: MatrixRun;
  readonly diagnosis: Diagnosis;
  /** The matrix, target and reference of the run. */
  readonly comparison: Comparison;
  /** The options of the command line that asks for the run. */
  readonly settings: ReplaySettings;
  /** Ends the search early, with the cells as plain as they are by then. */
  readonly signal: AbortSignal;
}

/** Shrinks wrong cells of a run, and gives the command that runs each again. */
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

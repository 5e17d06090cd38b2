import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import type { Cell } from '../matrix/matrix.ts';
import type { MatrixRun } from '../runner/matrix-run.ts';
import type { FailingCell } from './shrink.ts';

/** Every one of them is lived up to 64 times. */
const MAX_CELLS = 5;

/**
 * The cells that are worth to be seen as plainly as possible: one of every explanation, then one of every first step that is not
 * explained, each with as few values that are not neutral as there is.
 */
export function cellsToShrink(run: MatrixRun, diagnosis: Diagnosis | undefined, neutral: Cell): FailingCell[] {
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

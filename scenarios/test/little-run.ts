import { type Defect, defectNamed, type Rules, rulesWith, standardPolicy } from '@billing-testkit/engine';
import { referenceFor, type Via } from '../src/cases/reference.ts';
import type { Diagnosis } from '../src/diagnosis/diagnosis.ts';
import { engineOutcomesOf } from '../src/diagnosis/engine-outcomes.ts';
import { explainRuns } from '../src/diagnosis/explain-runs.ts';
import { type Cell, cellsOf } from '../src/matrices/matrix.ts';
import type { MatrixRun } from '../src/runs/results.ts';
import { runCells } from '../src/runs/run-cells.ts';
import { engineTarget } from '../src/targets/engine-target.ts';
import type { Target } from '../src/targets/target.ts';
import { littleMatrix } from './little-matrix.ts';

export const littleCells = cellsOf(littleMatrix.dimensions);

export interface LittleRun {
  readonly cells?: readonly Cell[];
  readonly via?: Via;
}

/** The little matrix against a target. */
export function runLittle(
  target: Target,
  { cells = littleCells, via = 'account' }: LittleRun = {},
): Promise<MatrixRun> {
  const reference = referenceFor(via, standardPolicy);
  const selection = { coverage: 'full', seed: 1, cells: cells.length };
  return runCells({ matrix: littleMatrix, target, reference }, { cells, selection, via });
}

/** The diagnosis of such a run. */
export async function diagnoseLittle(target: Target, options: LittleRun = {}): Promise<Diagnosis> {
  const run = await runLittle(target, options);
  const outcomesOf = engineOutcomesOf(littleMatrix, referenceFor(options.via ?? 'account', standardPolicy));
  return explainRuns([{ run, outcomesOf, ...(target.omits && { omits: target.omits }) }]);
}

export function named(name: string): Defect {
  const defect = defectNamed(name);
  if (!defect) throw new Error(`There is no defect ${name}.`);
  return defect;
}

export function rulesNamed(...names: readonly string[]): Rules {
  return rulesWith(names.map(named));
}

/** The engine with these defects. */
export function wrongTarget(...names: readonly string[]): Target {
  return engineTarget({ rules: rulesNamed(...names) });
}

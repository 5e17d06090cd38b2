import { referenceFor } from '../cases/reference.ts';
import type { RepeatableRun } from '../runs/run-matrix.ts';
import type { RunDiagnosis } from './diagnosis.ts';
import { engineOutcomesOf } from './engine-outcomes.ts';
import { explainRuns } from './explain-runs.ts';
import { reproduce } from './reproduce.ts';

export interface DiagnoseOptions {
  /** Ends the diagnosis early, with what was found. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Finds the known defects that make the target's bills, and the plainest cells that still differ. The search for defects asks the
 * engine alone; the target bills again only to find plainer cells, and a target that was named is opened and closed for that.
 */
export async function diagnose(run: RepeatableRun, options: DiagnoseOptions = {}): Promise<RunDiagnosis> {
  const { signal = new AbortController().signal } = options;
  const { matrix, policy, settings, openTarget } = run.setup;
  const reference = referenceFor(run.via, policy);
  const observed = { run, outcomesOf: engineOutcomesOf(matrix, reference), omits: run.omits ?? [] };
  const diagnosis = await explainRuns([observed], { signal });
  if (diagnosis.cells.length === 0) return { ...diagnosis, reproductions: [] };
  const { target, close } = await openTarget();
  try {
    const comparison = { matrix, target, reference };
    return { ...diagnosis, reproductions: await reproduce({ run, diagnosis, comparison, settings, signal }) };
  } finally {
    await close();
  }
}

import { referenceFor } from '../cases/reference.ts';
import type { RepeatableRun } from '../runs/run-matrix.ts';
import { Asking } from './asking.ts';
import type { RunDiagnosis } from './diagnosis.ts';
import { engineOutcomesOf } from './engine-outcomes.ts';
import { explainRuns } from './explain-runs.ts';
import { reproduce } from './reproduce.ts';

export interface DiagnoseOptions {
  /** Ends the diagnosis early, with the findings until then. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Finds the known defects and the figures of the catalog that make the target's bills, and the plainest cells that still differ. The
 * search asks the engine alone. The target bills again to make sure of a figure, up to 50 cells, and to find plainer cells; a target that
 * was named is opened and closed for that.
 */
export async function diagnose(run: RepeatableRun, options: DiagnoseOptions = {}): Promise<RunDiagnosis> {
  const { signal = new AbortController().signal } = options;
  const { matrix, policy, settings, openTarget } = run.setup;
  const reference = referenceFor(run.via, policy);
  const observed = { run, outcomesOf: engineOutcomesOf(matrix, reference), omits: run.omits ?? [] };
  if (run.results.every(({ verdict }) => verdict !== 'differs'))
    return { ...(await explainRuns([observed])), reproductions: [] };
  const { target, close } = await openTarget();
  try {
    const diagnosis = await explainRuns([observed], { signal, asking: new Asking(target, reference, signal) });
    const comparison = { matrix, target, reference };
    return { ...diagnosis, reproductions: await reproduce({ run, diagnosis, comparison, settings, signal }) };
  } finally {
    await close();
  }
}

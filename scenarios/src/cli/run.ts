import type { MatrixRun } from '../runner/matrix-run.ts';
import { referenceFor } from '../runner/reference.ts';
import type { Trial } from '../runner/run-cell.ts';
import { runMatrix } from '../runner/run-matrix.ts';
import type { Target } from '../target/target.ts';
import { TargetProblem } from '../target/target-problem.ts';
import { exitCodeOf } from './exit-code.ts';
import { explain, plainReport } from './explain.ts';
import { interruptible } from './interruption.ts';
import { openTarget } from './open-target.ts';
import { type Plan, planOf } from './plan.ts';
import { ProgressMeter } from './progress-meter.ts';
import type { RunOptions } from './task.ts';
import { checkReports, writeReports } from './write-reports.ts';

/** Runs a matrix and reports what was seen; the exit code. Throws what `exitCodeFor` knows. */
export async function run(asked: string | undefined, options: RunOptions): Promise<number> {
  checkReports(options, options.writeTest === undefined ? [] : [options.writeTest]);
  const plan = await planOf(asked, options);
  const { target, close } = await openTarget(options, plan.policy);
  const interruption = interruptible();
  try {
    await check(target, interruption.signal);
    const trial = { matrix: plan.matrix, target, reference: referenceFor(options.via, plan.policy) };
    const { signal } = interruption;
    const seen = await runPlan(plan, trial, { ...options, signal });
    const settings = { ...options, matrix: asked ?? plan.matrix.name };
    writeReports(options.diagnosis ? await explain(seen, { trial, settings, signal }) : plainReport(seen), options);
    return exitCodeOf(seen);
  } finally {
    interruption.release();
    await close();
  }
}

async function check(target: Target, signal: AbortSignal): Promise<void> {
  try {
    await target.check?.(signal);
  } catch (cause) {
    throw new TargetProblem(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

async function runPlan(
  { dimensions, cells, selection }: Plan,
  trial: Trial,
  { via, concurrency, bail, signal }: RunOptions & { readonly signal: AbortSignal },
): Promise<MatrixRun> {
  const meter = new ProgressMeter(process.stderr, Boolean(process.env.CI));
  const onProgress = meter.show.bind(meter);
  const seen = await runMatrix(trial, {
    ...{ dimensions, cells, selection },
    ...{ via, concurrency, bail, signal, onProgress },
  });
  meter.clear();
  return seen;
}

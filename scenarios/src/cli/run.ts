import { referenceFor } from '../life/reference.ts';
import { printable } from '../reports/printable.ts';
import type { MatrixRun } from '../runner/matrix-run.ts';
import type { Comparison } from '../runner/run-cell.ts';
import { runCells } from '../runner/run-matrix.ts';
import { reasonOf } from '../target/reason-of.ts';
import type { Target } from '../target/target.ts';
import { TargetProblem } from '../target/target-problem.ts';
import { exitCodeOf } from './exit-code.ts';
import { explain, plainReport } from './explain.ts';
import { interruptOnSignals } from './interruption.ts';
import { openTarget } from './open-target.ts';
import { type Plan, planOf } from './plan.ts';
import { ProgressMeter } from './progress-meter.ts';
import type { RunSettings } from './task.ts';
import { UsageError } from './usage-error.ts';
import { checkReports, writeReports } from './write-reports.ts';
import { writeTest } from './write-test.ts';

/** Runs a matrix and reports what was seen; the exit code. Throws what `exitCodeFor` knows. */
export async function runCommand(asked: string | undefined, options: RunSettings): Promise<number> {
  checkFiles(options);
  const plan = await planOf(asked, options);
  const { target, close } = await openTarget(options, plan.policy);
  const interruption = interruptOnSignals();
  try {
    await check(target, interruption.signal);
    const { matrix, policy } = plan;
    const { signal } = interruption;
    const trial = { matrix, target, reference: referenceFor(options.via, policy) };
    const seen = await runPlan(plan, trial, { ...options, signal });
    const settings = { ...options, matrix: asked ?? matrix.name };
    const report = options.diagnosis ? await explain(seen, { trial, settings, signal }) : plainReport(seen);
    const isTold = writeReports(report, options);
    const { writeTest: file } = options;
    const isTested = file === undefined || (await writeTest({ file, report, trial, policy, settings }));
    return exitCodeOf(seen, isTold && isTested);
  } finally {
    interruption.release();
    await letGo(target, close);
  }
}

/** What goes wrong with that says nothing about bills. */
async function letGo({ name }: Target, close: () => Promise<void>): Promise<void> {
  try {
    await close();
  } catch (error) {
    process.stderr.write(`${printable(name)} could not be closed: ${printable(reasonOf(error))}\n`);
  }
}

/** Before hours of work are lost. */
function checkFiles({ writeTest: file, ...options }: RunSettings): void {
  checkReports(options, file === undefined ? [] : [file]);
  if (file !== undefined && !options.diagnosis) {
    throw new UsageError('--write-test needs the diagnosis: it writes the cells that are found by it.');
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
  { dimensions, cells, selection, catalog }: Plan,
  trial: Comparison,
  { via, concurrency, bail, signal }: RunSettings & { readonly signal: AbortSignal },
): Promise<MatrixRun> {
  const meter = new ProgressMeter(process.stderr, Boolean(process.env.CI));
  const onProgress = meter.show.bind(meter);
  const seen = await runCells(trial, {
    ...{ dimensions, cells, selection, catalog },
    ...{ via, concurrency, bail, signal, onProgress },
  });
  meter.clear();
  return seen;
}

import { standardPolicy } from '@billing-testkit/engine';
import { diagnose } from '../diagnosis/diagnose.ts';
import type { RunDiagnosis } from '../diagnosis/diagnosis.ts';
import { UsageError } from '../matrices/usage-errors.ts';
import { reportOf } from '../reports/summary/report.ts';
import { printable } from '../reports/summary/wording.ts';
import type { ReplaySettings } from '../runs/replay-command.ts';
import { DEFAULT_CONCURRENCY } from '../runs/run-cells.ts';
import { type PlannedRunOptions, type RepeatableRun, type RunPlan, runPlanned } from '../runs/run-matrix.ts';
import { checkTargetOptions, type TargetOptions } from '../targets/target-options.ts';
import { workerCount } from '../workers/worker-count.ts';
import { WorkerPool } from '../workers/worker-pool.ts';
import { closeTarget, targetOptionsOf } from './command-target.ts';
import { exitCodeOf } from './exit-code.ts';
import { interruptOnSignals } from './interruption.ts';
import { planOf } from './plan.ts';
import { ProgressMeter } from './progress-meter.ts';
import { checkReports, outputReports, outputTest } from './report-output.ts';
import type { RunSettings } from './task.ts';

/** The time for a diagnosis after a run that was interrupted, or whose target is gone. */
const AFTER_THE_END_MS = 5_000;

/** The time for closing a target beyond the time that an adapter has for it. It takes longer only when its thread is blocked. */
const CLOSED_AFTER_MS = 5_000;

/** Runs a matrix, reports the result and returns the exit code. Throws errors that `exitCodeFor` knows. */
export async function runCommand(asked: string | undefined, options: RunSettings): Promise<number> {
  checkFiles(options);
  const plan = await planOf(asked, options);
  const { target, catalog, workers, concurrency = Math.max(DEFAULT_CONCURRENCY, workers ?? 1) } = options;
  const settings = { ...targetOptionsOf(options), target, catalog, matrix: asked ?? plan.matrix.name };
  const pool = await startWorkers(plan, settings, { workers, concurrency });
  const interruption = interruptOnSignals();
  const { signal } = interruption;
  try {
    const run = await runWithProgress(plan, pool, { ...options, concurrency, settings, signal });
    const report = reportOf(run, options.diagnosis ? await diagnosisOf(run, signal) : undefined);
    const isReported = outputReports(report, options);
    const { writeTest: file } = options;
    const isTested = file === undefined || (await outputTest({ file, report, setup: run.setup }));
    return exitCodeOf(run, { isReported: isReported && isTested, allowSkipped: options.allowSkipped });
  } finally {
    interruption.release();
    await closeTarget(pool.target, () => pool.close(options.timeout + CLOSED_AFTER_MS));
  }
}

/** The settings of a run: those that repeat it, and those that its target is opened with. */
type NamedRun = ReplaySettings & TargetOptions;

/** Starts the workers of a run. Those that an adapter does not allow are told when they were asked for. */
async function startWorkers(
  { policy, cells }: RunPlan,
  { matrix, target, ...options }: NamedRun,
  { workers, concurrency }: { readonly workers: number | undefined; readonly concurrency: number },
): Promise<WorkerPool> {
  checkTargetOptions(target, options, policy);
  const count = workerCount({ workers, concurrency, cells: cells.length });
  const pool = await WorkerPool.start({ matrix, target, options, ...(policy !== standardPolicy && { policy }) }, count);
  if (workers !== undefined && pool.size < count) {
    process.stderr.write(`${printable(pool.target.name)} stays on one worker: the adapter does not allow copies.\n`);
  }
  return pool;
}

/** Checks files before the run, so that hours of work are not lost. */
function checkFiles({ writeTest: file, ...options }: RunSettings): void {
  checkReports(options, file === undefined ? [] : [file]);
  if (file !== undefined && !options.diagnosis) {
    throw new UsageError('--write-test needs the diagnosis: it writes the cells that are found by it.');
  }
}

/** Runs the cells of a plan on workers. When one of them ends, the run ends too, and the reason is printed. */
async function runWithProgress(plan: RunPlan, pool: WorkerPool, options: PlannedRunOptions): Promise<RepeatableRun> {
  const meter = new ProgressMeter(process.stderr, Boolean(process.env.CI));
  const onProgress = meter.show.bind(meter);
  const run = await runPlanned(plan, pool.target, { ...options, onProgress, runCell: pool.runCell.bind(pool) });
  meter.clear();
  if (pool.problem) process.stderr.write(`${printable(pool.problem.message)}\n`);
  return run;
}

/** The diagnosis of a run in which a bill differs. It is a short one when the run was interrupted or gave up. */
async function diagnosisOf(run: RepeatableRun, signal: AbortSignal): Promise<RunDiagnosis | undefined> {
  if (!run.results.some(({ verdict }) => verdict === 'differs')) return undefined;
  process.stderr.write('Looking for what is wrong.\n');
  const isOver = signal.aborted || run.ending === 'gave up';
  return diagnose(run, { signal: isOver ? AbortSignal.timeout(AFTER_THE_END_MS) : signal });
}

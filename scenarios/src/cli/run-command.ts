import { diagnose } from '../diagnosis/diagnose.ts';
import type { RunDiagnosis } from '../diagnosis/diagnosis.ts';
import { UsageError } from '../matrices/usage-errors.ts';
import { reportOf } from '../reports/summary/report.ts';
import { printable } from '../reports/summary/wording.ts';
import { type PlannedRunOptions, type RepeatableRun, type RunPlan, runPlanned } from '../runs/run-matrix.ts';
import { openTarget, type TargetOptions } from '../targets/open-target.ts';
import { reasonOf, type Target } from '../targets/target.ts';
import { exitCodeOf, interruptOnSignals } from './command-end.ts';
import { planOf } from './plan.ts';
import { ProgressMeter } from './progress-meter.ts';
import { checkReports, outputReports, outputTest } from './report-output.ts';
import type { RunSettings } from './task.ts';

/** The time for a diagnosis after a run that was interrupted, or whose target is gone. */
const AFTER_THE_END_MS = 5_000;

/** Runs a matrix, reports the result and returns the exit code. Throws what `exitCodeFor` knows. */
export async function runCommand(asked: string | undefined, options: RunSettings): Promise<number> {
  checkFiles(options);
  const plan = await planOf(asked, options);
  const targetOptions = targetOptionsOf(options);
  const { target, close } = await openTarget(options.target, targetOptions, plan.policy);
  const interruption = interruptOnSignals();
  const { signal } = interruption;
  try {
    const settings = {
      ...targetOptions,
      target: options.target,
      catalog: options.catalog,
      matrix: asked ?? plan.matrix.name,
    };
    const run = await runWithProgress(plan, target, { ...options, settings, signal });
    const report = reportOf(run, options.diagnosis ? await diagnosisOf(run, signal) : undefined);
    const isReported = outputReports(report, options);
    const { writeTest: file } = options;
    const isTested = file === undefined || (await outputTest({ file, report, setup: run.setup }));
    return exitCodeOf(run, { isReported: isReported && isTested, allowSkipped: options.allowSkipped });
  } finally {
    interruption.release();
    await closed(target, close);
  }
}

function targetOptionsOf({
  via,
  timeout,
  header,
  keepAccounts,
  defect,
}: RunSettings): TargetOptions & { via: RunSettings['via'] } {
  return { via, timeoutMs: timeout, headers: header, keepsAccounts: keepAccounts, defects: defect };
}

/** A failure to close a target says nothing about its bills, so it is only printed. */
async function closed({ name }: Target, close: () => Promise<void>): Promise<void> {
  try {
    await close();
  } catch (error) {
    process.stderr.write(`${printable(name)} could not be closed: ${printable(reasonOf(error))}\n`);
  }
}

/** Checks files before the run, so that hours of work are not lost. */
function checkFiles({ writeTest: file, ...options }: RunSettings): void {
  checkReports(options, file === undefined ? [] : [file]);
  if (file !== undefined && !options.diagnosis) {
    throw new UsageError('--write-test needs the diagnosis: it writes the cells that are found by it.');
  }
}

async function runWithProgress(plan: RunPlan, target: Target, options: PlannedRunOptions): Promise<RepeatableRun> {
  const meter = new ProgressMeter(process.stderr, Boolean(process.env.CI));
  const run = await runPlanned(plan, target, { ...options, onProgress: meter.show.bind(meter) });
  meter.clear();
  return run;
}

/** The diagnosis of a run in which a bill differs. It is a short one when the run was interrupted or gave up. */
async function diagnosisOf(run: RepeatableRun, signal: AbortSignal): Promise<RunDiagnosis | undefined> {
  if (!run.results.some(({ verdict }) => verdict === 'differs')) return undefined;
  process.stderr.write('Looking for what is wrong.\n');
  const isOver = signal.aborted || run.ending === 'gave up';
  return diagnose(run, { signal: isOver ? AbortSignal.timeout(AFTER_THE_END_MS) : signal });
}

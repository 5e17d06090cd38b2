import { referenceFor } from '../cases/reference.ts';
import { engineOutcomesOf } from '../diagnosis/engine-outcomes.ts';
import { explainRuns } from '../diagnosis/explain-runs.ts';
import { reproduce } from '../diagnosis/reproduce.ts';
import { UsageError } from '../matrices/usage-errors.ts';
import { type Report, reportVersion } from '../reports/summary/report.ts';
import { printable } from '../reports/summary/wording.ts';
import type { MatrixRun } from '../runs/matrix-run.ts';
import type { ReplaySettings } from '../runs/replay-command.ts';
import type { Comparison } from '../runs/run-cell.ts';
import { runCells } from '../runs/run-cells.ts';
import { reasonOf } from '../targets/failure-reason.ts';
import { openTarget } from '../targets/open-target.ts';
import { type Target, TargetProblem } from '../targets/target.ts';
import { exitCodeOf } from './exit-code.ts';
import { interruptOnSignals } from './interruption.ts';
import { type Plan, planOf } from './plan.ts';
import { ProgressMeter } from './progress-meter.ts';
import { checkReports, writeReports, writeTest } from './report-output.ts';
import type { RunSettings } from './task.ts';

/** Who stopped a run is told what is easily found, and a target that is gone is not waited for. */
const AFTER_THE_END_MS = 5_000;

/** What a run was of, and who may end the search for what is wrong. */
interface Explainable {
  readonly trial: Comparison;
  readonly settings: ReplaySettings;
  readonly signal: AbortSignal;
}

/** What there is to tell about a run, with what is wrong and how to see it again. */
async function explain(run: MatrixRun, { trial, settings, signal }: Explainable): Promise<Report> {
  const report = plainReport(run);
  if (!run.results.some(({ verdict }) => verdict === 'differs')) return report;
  process.stderr.write('Looking for what is wrong.\n');
  const { matrix, reference, target } = trial;
  const isOver = signal.aborted || run.ending === 'gave up';
  const limit = isOver ? AbortSignal.timeout(AFTER_THE_END_MS) : signal;
  const seen = { run, outcomesOf: engineOutcomesOf(matrix, reference), omits: target.omits ?? [] };
  const diagnosis = await explainRuns([seen], { signal: limit });
  const reproductions = await reproduce({ run, diagnosis, trial, settings, signal: limit });
  return { ...report, diagnosis, reproductions };
}

/** What there is to tell about a run as it was seen. */
function plainReport(run: MatrixRun): Report {
  return { version: reportVersion, run, reproductions: [] };
}

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

import { rateLimitAdvice } from '../accounts/target-problem.ts';
import { type Budgets, readBudgets } from '../budgets/budgets.ts';
import { type Baseline, baselineOf, compareRatios } from '../budgets/compare.ts';
import { judge, limitNote } from '../budgets/judge.ts';
import { readInput } from '../budgets/read-input.ts';
import { workloads as allWorkloads, type Workload } from '../requests/workloads.ts';
import { reportSchema } from '../results/read-report.ts';
import type { PerfReport } from '../results/report.ts';
import { type Measurements, runLoad } from '../runs/run-load.ts';
import type { MeasuredTarget, RunSettings } from '../runs/run-settings.ts';
import { version } from './command-line.ts';
import { exitCodeOf } from './exit-code.ts';
import { interruptOnSignals } from './interruption.ts';
import { openTarget } from './open-target.ts';
import { ProgressMeter } from './progress-meter.ts';
import { checkFiles, outputReport } from './report-output.ts';
import type { RunOptions } from './task.ts';

/** Runs workloads, reports the result and returns the exit code. Throws errors that `billing-perf.ts` explains. */
export async function runCommand(options: RunOptions): Promise<number> {
  checkFiles(options);
  const budgets = readBudgets(options.budgets);
  const baseline = options.compare === undefined ? undefined : readBaseline(options.compare);
  const { target, close } = await openTarget(options);
  const interruption = interruptOnSignals();
  const meter = new ProgressMeter(process.stderr, Boolean(process.env.CI));
  try {
    const onProgress = meter.show.bind(meter);
    const { signal } = interruption;
    const measurements = await runLoad(settingsOf(options), target, { version, signal, onProgress });
    meter.clear();
    const isLimited = !target.isLimitTested && measurements.workloads.some((result) => limitNote(result) !== undefined);
    const report = judged(measurements, { target, budgets, baseline, isLimited });
    return exitCodeOf(report, { isLimited, isReported: outputReport(report, options) });
  } finally {
    meter.clear();
    interruption.release();
    await close();
  }
}

function readBaseline(file: string): Baseline {
  return baselineOf(file, readInput(file, JSON.parse, reportSchema));
}

function settingsOf({ duration, round, keepAccounts = false, ...options }: RunOptions): RunSettings {
  const { rate, rounds, connections, accounts, maxRequests, seed } = options;
  const counts = { rate, rounds, connections, accounts, maxRequests, seed };
  return {
    workloads: chosenWorkloads(options),
    ...counts,
    durationMs: duration,
    roundMs: round,
    keepsAccounts: keepAccounts,
  };
}

/** The workloads of a run. Without names, another target than our own gets those that any billing API can answer. */
function chosenWorkloads({ workloads: chosen, target }: Pick<RunOptions, 'workloads' | 'target'>): readonly Workload[] {
  if (chosen !== allWorkloads || target === undefined) return chosen;
  return allWorkloads.filter(({ isForOwnServer }) => !isForOwnServer);
}

interface Judgement {
  readonly target: MeasuredTarget;
  readonly budgets: Budgets;
  readonly baseline: Baseline | undefined;
  readonly isLimited: boolean;
}

function judged(measurements: Measurements, { target, budgets, baseline, isLimited }: Judgement): PerfReport {
  const { workloads, notes } = measurements;
  const compared = baseline ? compareRatios(workloads, baseline, budgets.regression) : [];
  return {
    ...measurements,
    verdicts: [...judge(workloads, budgets, target.isLimitTested), ...compared],
    notes: isLimited ? [...notes, rateLimitAdvice] : notes,
  };
}

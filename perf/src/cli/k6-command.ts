import { accountApis, type TargetConnection } from '../accounts/account-api.ts';
import { problemOf, rateLimitAdvice } from '../accounts/target-problem.ts';
import { type Budget, budgetOf, readBudgets } from '../budgets/budgets.ts';
import { stateVerdict } from '../budgets/judge.ts';
import { findK6, type K6 } from '../k6-runs/find-k6.ts';
import type { K6Summary } from '../k6-runs/read-summary.ts';
import { runScript } from '../k6-runs/run-script.ts';
import { resultOf, thresholdVerdicts } from '../k6-runs/summary-result.ts';
import type { ScriptName } from '../requests/script-names.ts';
import { counted } from '../results/figures.ts';
import { type PerfReport, REPORT_FORMAT } from '../results/report.ts';
import { machineFacts } from '../runs/machine.ts';
import type { MeasuredTarget } from '../runs/run-settings.ts';
import { version } from './command-line.ts';
import { exitCodeOf } from './exit-code.ts';
import { interruptOnSignals } from './interruption.ts';
import { openTarget } from './open-target.ts';
import { checkFiles, outputReport } from './report-output.ts';
import type { K6Options } from './task.ts';

const DEFAULT_ACCOUNTS = 50;
const MS_PER_S = 1_000;

/** Runs a k6 script, reports the result and returns the exit code. Throws errors that `billing-perf.ts` explains. */
export async function k6Command(script: ScriptName, options: K6Options): Promise<number> {
  checkFiles(options);
  const budget = budgetOf(readBudgets(options.budgets), script);
  const k6 = await findK6();
  const { target, close } = await openTarget(options);
  const interruption = interruptOnSignals();
  const startedAt = new Date();
  const machine = machineFacts();
  try {
    await checkTarget(target);
    process.stderr.write(`k6 ${k6.version} runs ${script}: its report follows.\n`);
    const settings = variablesOf(target, options, budget);
    const summary = await runScript(k6, script, settings, interruption.signal);
    const isLimited = !target.isLimitTested && summary.counts.limited > 0;
    const { accounts = DEFAULT_ACCOUNTS } = options;
    const report = reportOf(summary, { k6, target, accounts, startedAt, machine, isLimited, ...interruption });
    return exitCodeOf(report, { isLimited, isReported: outputReport(report, options) });
  } finally {
    interruption.release();
    await close();
  }
}

/** Throws a `TargetProblem` unless the target speaks the billing API: k6 would say it in many lines. */
async function checkTarget(target: TargetConnection): Promise<void> {
  const [api] = accountApis(target, `${Date.now().toString(36)}-check`, 1);
  if (!api) return;
  const { uuid, member, client, options } = api;
  try {
    await client.accounts.create({ uuid, member }, options);
    await client.accounts.delete(uuid, options);
  } catch (error) {
    throw problemOf(target.url, error);
  }
}

/** The variables that give a script its settings. */
function variablesOf(target: MeasuredTarget, options: K6Options, budget: Budget): Record<string, string> {
  const { rate, duration, accounts = DEFAULT_ACCOUNTS } = options;
  const told = {
    URL: target.url,
    HEADERS: JSON.stringify(target.headers),
    ACCOUNTS: accounts,
    RATE: rate,
    DURATION_S: duration === undefined ? undefined : Math.max(1, Math.round(duration / MS_PER_S)),
    FAILED: budget.failed,
    P50_MS: budget.p50Ms,
    P99_MS: budget.p99Ms,
  };
  const set = Object.entries(told).flatMap(([name, value]) =>
    value === undefined ? [] : [[`BILLING_PERF_${name}`, String(value)] as const],
  );
  return Object.fromEntries(set);
}

interface Circumstances {
  readonly k6: K6;
  readonly target: MeasuredTarget;
  readonly accounts: number;
  readonly startedAt: Date;
  readonly machine: PerfReport['machine'];
  readonly isLimited: boolean;
  readonly signal: AbortSignal;
}

function reportOf(summary: K6Summary, circumstances: Circumstances): PerfReport {
  const { k6, target, accounts, startedAt, machine, isLimited, signal } = circumstances;
  const result = resultOf(summary, accounts);
  const { script, rate, dropped } = summary;
  return {
    format: REPORT_FORMAT,
    version,
    generator: `k6 ${k6.version}`,
    startedAt: startedAt.toISOString(),
    durationMs: Date.now() - startedAt.getTime(),
    ending: signal.aborted ? 'interrupted' : 'complete',
    target: { url: target.url, isOwn: target.isOwn },
    machine,
    settings: { script, rate, accounts },
    workloads: [result],
    verdicts: [
      ...thresholdVerdicts(summary, target.isLimitTested),
      ...(result.reconciliation ? [stateVerdict(script, result.reconciliation)] : []),
    ],
    notes: [
      ...(dropped > 0
        ? [`k6 could not send ${counted(dropped, 'request')} in time: all its virtual users waited.`]
        : []),
      ...(isLimited ? [rateLimitAdvice] : []),
    ],
  };
}

import type { PerfReport, WorkloadResult } from '../results/report.ts';
import { REPORT_FORMAT } from '../results/report.ts';
import { startBare } from '../servers/child-server.ts';
import { isLoopback } from '../servers/loopback.ts';
import { machineFacts } from './machine.ts';
import type { MeasuredTarget, OnProgress, RunSettings } from './run-settings.ts';
import { type RunContext, runWorkload } from './run-workload.ts';

/** A report before its figures are judged. */
export type Measurements = Omit<PerfReport, 'verdicts'>;

export interface RunOptions {
  readonly version: string;
  /** Ends the run with the measurements until then. */
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
}

/** The load average, per core, above which a reader is told that the machine had other work. */
const BUSY_LOAD = 0.5;

/**
 * Measures every workload, one after another. The bare server runs beside it where it says something: on the machine that the target
 * is on, too. Throws a `TargetProblem` when the target can't be measured.
 */
export async function runLoad(
  settings: RunSettings,
  target: MeasuredTarget,
  { version, signal, onProgress }: RunOptions,
): Promise<Measurements> {
  const startedAt = new Date();
  const machine = machineFacts();
  const isNear = isLoopback(target.url);
  const bare = isNear ? await startBare() : undefined;
  const runName = startedAt.getTime().toString(36);
  try {
    const workloads = await measureAll({ settings, target, bare, runName, signal, onProgress });
    return {
      format: REPORT_FORMAT,
      version,
      generator: 'autocannon',
      startedAt: startedAt.toISOString(),
      durationMs: Date.now() - startedAt.getTime(),
      ending: signal.aborted ? 'interrupted' : 'complete',
      target: { url: withoutCredentials(target.url), isOwn: target.isOwn },
      machine,
      settings: settingsTold(settings),
      workloads,
      notes: notesOn(target, isNear, machine),
    };
  } finally {
    await bare?.stop();
  }
}

async function measureAll(context: RunContext): Promise<WorkloadResult[]> {
  const results: WorkloadResult[] = [];
  for (const workload of context.settings.workloads) {
    if (context.signal.aborted) break;
    const result = await runWorkload(workload, context);
    if (result) results.push(result);
  }
  return results;
}

function settingsTold(settings: RunSettings): Record<string, number> {
  const { rate, durationMs, roundMs, rounds, connections, accounts, maxRequests, seed } = settings;
  return { rate, durationMs, roundMs, rounds, connections, accounts, maxRequests, seed };
}

function notesOn({ isLimitTested }: MeasuredTarget, isNear: boolean, machine: Measurements['machine']): string[] {
  const notes: string[] = [];
  if (!isNear) notes.push('The target is on another machine: there is no ratio to a bare server on this one.');
  if (isLimitTested) notes.push('The rate limit is tested: an answer 429 counts as an answer.');
  if (machine.loadAverage > machine.cores * BUSY_LOAD) {
    const load = machine.loadAverage.toFixed(1);
    notes.push(`The machine had other work when the run began (load average ${load} on ${machine.cores} cores).`);
  }
  return notes;
}

function withoutCredentials(address: string): string {
  const url = new URL(address);
  url.username = '';
  url.password = '';
  return url.pathname === '/' ? url.origin : url.href;
}

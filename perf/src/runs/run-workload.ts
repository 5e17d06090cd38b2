import { accountApis } from '../accounts/account-api.ts';
import { deleteAccounts, prepareAccounts } from '../accounts/prepare-accounts.ts';
import { reconcile } from '../accounts/reconcile.ts';
import { TargetProblem } from '../accounts/target-problem.ts';
import { WorkRecord } from '../accounts/work-record.ts';
import type { LoadLimits, LoadTarget } from '../load/load-limits.ts';
import type { Workload } from '../requests/workloads.ts';
import type { WorkloadResult } from '../results/report.ts';
import type { BareServer } from '../servers/child-server.ts';
import { measureAtRate } from './measure-at-rate.ts';
import { measureFullSpeed } from './measure-full-speed.ts';
import { RequestSource } from './request-source.ts';
import type { MeasuredTarget, OnProgress, RunSettings } from './run-settings.ts';
import { orProblem, sampleAnswers } from './sample-answers.ts';

/** The settings, servers and signal that the workloads of a run share. */
export interface RunContext {
  readonly settings: RunSettings;
  readonly target: MeasuredTarget;
  readonly bare: BareServer | undefined;
  /** A name for accounts that no other run has. */
  readonly runName: string;
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
}

/**
 * Measures one workload on accounts of its own: at a constant rate, then at full speed; then the accounts are compared with the
 * answers, and deleted. Resolves to nothing when the run is stopped before the load begins. Throws a `TargetProblem` when the
 * target can't be measured.
 */
export async function runWorkload(workload: Workload, context: RunContext): Promise<WorkloadResult | undefined> {
  const { settings, target, runName, signal } = context;
  const record = new WorkRecord(settings.accounts);
  const apis = accountApis(target, `${runName}-${workload.name}`, settings.accounts);
  const source = new RequestSource(workload, settings.seed, record);
  showPhase('preparing accounts', workload, context);
  try {
    await orProblem(target.url, () => prepareAccounts(apis, settings.seed, record, signal));
    if (signal.aborted) return undefined;
    const measured = await measure(workload, source, apis, context);
    checkAlive(target);
    showPhase('reconciling', workload, context);
    const reconciliation = await reconcile(apis, settings.seed, record);
    return { name: workload.name, description: workload.description, ...measured, reconciliation };
  } finally {
    if (!settings.keepsAccounts && !target.hasEnded?.()) await deleteAccounts(apis);
  }
}

async function measure(
  workload: Workload,
  source: RequestSource,
  apis: readonly { readonly uuid: string }[],
  context: RunContext,
): Promise<Pick<WorkloadResult, 'atRate' | 'fullSpeed'>> {
  const { settings, target, bare, signal, onProgress } = context;
  const load = loadTargetOf(target, apis);
  const answers = await sampleAnswers(load, target.timeoutMs, workload, source);
  await bare?.answer(answers);
  const limits: LoadLimits = {
    durationMs: settings.durationMs,
    maxRequests: settings.maxRequests,
    connections: settings.connections,
    timeoutMs: target.timeoutMs,
    signal,
  };
  const phase = { workload: workload.name, onProgress };
  const { rate, rounds, roundMs } = settings;
  const atRate = await measureAtRate(load, bare, source, { ...phase, limits, rate, memoryBytes: target.memoryBytes });
  checkAlive(target);
  if (rounds === 0 || signal.aborted) return { atRate };
  const roundLimits = { ...limits, durationMs: roundMs };
  return { atRate, fullSpeed: await measureFullSpeed(load, bare, source, { ...phase, limits: roundLimits, rounds }) };
}

function loadTargetOf({ url, headers }: MeasuredTarget, apis: readonly { readonly uuid: string }[]): LoadTarget {
  return {
    url,
    headersOf: ({ account, body, idempotencyKey }) => ({
      ...headers,
      uuid: apis[account]?.uuid ?? '',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
    }),
  };
}

/** Throws a `TargetProblem` when the server that this run started has ended: measurements since then say nothing. */
function checkAlive({ hasEnded }: MeasuredTarget): void {
  if (hasEnded?.()) throw new TargetProblem('The mock server ended under the load.');
}

function showPhase(phase: string, { name }: Workload, { onProgress }: RunContext): void {
  onProgress({ workload: name, phase, elapsedMs: 0, succeeded: 0, limited: 0, failed: 0, p99Ms: 0 });
}

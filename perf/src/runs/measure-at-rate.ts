import type { LatencyHistogram } from '../load/latency-histogram.ts';
import type { LoadTarget } from '../load/load-limits.ts';
import { Measurement, partMsOf } from '../load/measurement.ts';
import type { OnEnd } from '../load/outcome.ts';
import { sendAtRate } from '../load/send-at-rate.ts';
import type { RateResult } from '../results/report.ts';
import type { BareServer } from '../servers/child-server.ts';
import { type Phase, withProgress } from './phase.ts';
import type { RequestSource } from './request-source.ts';

interface RatePhase extends Phase {
  readonly rate: number;
  readonly memoryBytes?: (() => number) | undefined;
}

/** The bare server needs no long load: it has no state that grows. */
const LONGEST_BARE_MS = 5_000;

/** The load before the one that counts, in which the servers compile their code. */
const LONGEST_WARM_UP_MS = 1_000;

/** Sends a workload at a constant rate, after a short load to warm up: to the bare server, then to the target. */
export async function measureAtRate(
  target: LoadTarget,
  bare: BareServer | undefined,
  source: RequestSource,
  phase: RatePhase,
): Promise<RateResult> {
  const { limits, rate, memoryBytes } = phase;
  const bareLimits = { ...limits, durationMs: Math.min(limits.durationMs, LONGEST_BARE_MS) };
  const barePhase = { ...phase, name: `${rate}/s on bare HTTP`, limits: bareLimits };
  const bareLoad = bare && (await sent({ ...target, url: bare.url }, source, barePhase, () => undefined));
  const beginBytes = memoryBytes?.();
  let mostBytes = beginBytes ?? 0;
  const load = await sent(target, source, { ...phase, name: `${rate}/s` }, (ended) => {
    source.note(ended);
    mostBytes = Math.max(mostBytes, memoryBytes?.() ?? 0);
  });
  const endBytes = memoryBytes?.();
  return {
    rate,
    ...load.measurement.measured(load.durationMs),
    lateness: load.lateness.latency(),
    bare: bareLoad?.measurement.measured(bareLoad.durationMs).latency,
    memory: beginBytes === undefined || endBytes === undefined ? undefined : { beginBytes, mostBytes, endBytes },
  };
}

interface SentLoad {
  readonly measurement: Measurement;
  readonly lateness: LatencyHistogram;
  readonly durationMs: number;
}

async function sent(
  target: LoadTarget,
  source: RequestSource,
  phase: RatePhase & { readonly name: string },
  note: OnEnd,
): Promise<SentLoad> {
  const { name, limits, rate } = phase;
  const next = () => source.next();
  const warmUpMs = Math.min(LONGEST_WARM_UP_MS, limits.durationMs);
  await sendAtRate(target, next, { ...limits, rate, durationMs: warmUpMs }, note);
  const measurement = new Measurement(partMsOf(limits.durationMs));
  const load = await withProgress(name, phase, measurement, () =>
    sendAtRate(target, next, { ...limits, rate }, (ended) => {
      measurement.record(ended);
      note(ended);
    }),
  );
  return { measurement, ...load };
}

import type { LoadTarget } from '../load/load-limits.ts';
import { Measurement, partMsOf } from '../load/measurement.ts';
import type { EndedRequest, OnEnd } from '../load/outcome.ts';
import { sendAtFullSpeed } from '../load/send-at-full-speed.ts';
import type { LoadRequest } from '../requests/load-request.ts';
import type { FullSpeedResult, SeriesPoint } from '../results/report.ts';
import type { BareServer } from '../servers/child-server.ts';
import { type Phase, withProgress } from './phase.ts';
import type { RequestSource } from './request-source.ts';

/** A round before the first one that counts, in which both servers are compiled and connected. */
const WARM_UP_MS = 1_000;

interface FullSpeedPhase extends Phase {
  readonly rounds: number;
}

/** The rounds of one server, measured as if they came one after another. */
class ServerRounds {
  readonly #target: LoadTarget;
  readonly #next: () => LoadRequest;
  readonly #onEnd: OnEnd;
  readonly measurement: Measurement;
  readonly rates: number[] = [];
  durationMs = 0;

  constructor(target: LoadTarget, partMs: number, next: () => LoadRequest, onEnd: OnEnd) {
    this.#target = target;
    this.#next = next;
    this.#onEnd = onEnd;
    this.measurement = new Measurement(partMs);
  }

  async warmUp({ limits }: Phase): Promise<void> {
    const durationMs = Math.min(WARM_UP_MS, limits.durationMs);
    await sendAtFullSpeed(this.#target, this.#next, { ...limits, durationMs }, this.#onEnd);
  }

  async round(name: string, phase: Phase): Promise<void> {
    const before = this.measurement.counts.succeeded;
    const onEnd = (ended: EndedRequest) => {
      this.#onEnd(ended);
      this.measurement.record({ ...ended, atMs: this.durationMs + ended.atMs });
    };
    const tookMs = await withProgress(name, phase, this.measurement, () =>
      sendAtFullSpeed(this.#target, this.#next, phase.limits, onEnd),
    );
    this.durationMs += tookMs;
    if (tookMs > 0) this.rates.push(((this.measurement.counts.succeeded - before) / tookMs) * 1_000);
  }
}

/** Sends a workload as fast as it is answered, to the bare server and to the target in turns. */
export async function measureFullSpeed(
  target: LoadTarget,
  bare: BareServer | undefined,
  source: RequestSource,
  phase: FullSpeedPhase,
): Promise<FullSpeedResult> {
  const { limits, rounds } = phase;
  const partMs = partMsOf(limits.durationMs * rounds);
  const next = () => source.next();
  const ofTarget = new ServerRounds(target, partMs, next, (ended) => source.note(ended));
  const ofBare = bare && new ServerRounds({ ...target, url: bare.url }, partMs, next, () => undefined);
  await ofBare?.warmUp(phase);
  await ofTarget.warmUp(phase);
  for (let round = 1; round <= rounds && !limits.signal.aborted; round += 1) {
    await ofBare?.round(`full speed ${round}/${rounds} on bare HTTP`, phase);
    await ofTarget.round(`full speed ${round}/${rounds}`, phase);
  }
  return {
    connections: limits.connections,
    ...ofTarget.measurement.measured(ofTarget.durationMs),
    ...ratesOf(ofTarget, ofBare),
    bareSeries: ofBare ? seriesOf(ofBare) : [],
  };
}

function ratesOf(ofTarget: ServerRounds, ofBare: ServerRounds | undefined) {
  const rounds = ofTarget.rates.map((perSecond, index) => ({ perSecond, barePerSecond: ofBare?.rates[index] }));
  const ratios = rounds.flatMap(({ perSecond, barePerSecond }) => (barePerSecond ? [perSecond / barePerSecond] : []));
  return {
    rounds,
    perSecond: median(ofTarget.rates) ?? 0,
    barePerSecond: ofBare && median(ofBare.rates),
    ratio: median(ratios),
  };
}

function seriesOf({ measurement, durationMs }: ServerRounds): readonly SeriesPoint[] {
  return measurement.measured(durationMs).series;
}
/** The middle number, or the mean of the two in the middle; nothing without numbers. */
function median(numbers: readonly number[]): number | undefined {
  const sorted = numbers.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

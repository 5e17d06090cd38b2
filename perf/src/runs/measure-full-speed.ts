import type { LoadTarget } from '../load/load-limits.ts';
import { Measurement, partMsOf } from '../load/measurement.ts';
import type { EndedRequest } from '../load/outcome.ts';
import { sendAtFullSpeed } from '../load/send-at-full-speed.ts';
import type { FullSpeedResult, SeriesPoint } from '../results/report.ts';
import type { BareServer } from '../servers/child-server.ts';
import { type Phase, withProgress } from './phase.ts';
import type { RequestSource } from './request-source.ts';

/** A round before the first one that counts, in which both servers are compiled and connected. */
const WARM_UP_MS = 1_000;

interface FullSpeedPhase extends Phase {
  readonly rounds: number;
}

/** One server in all its rounds, as if they came one after another. */
class Contender {
  readonly #target: LoadTarget;
  readonly #source: RequestSource;
  readonly #isRecorded: boolean;
  readonly measurement: Measurement;
  readonly rates: number[] = [];
  durationMs = 0;

  constructor(target: LoadTarget, source: RequestSource, isRecorded: boolean, partMs: number) {
    this.#target = target;
    this.#source = source;
    this.#isRecorded = isRecorded;
    this.measurement = new Measurement(partMs);
  }

  async warmUp({ limits }: Phase): Promise<void> {
    const durationMs = Math.min(WARM_UP_MS, limits.durationMs);
    await sendAtFullSpeed(
      this.#target,
      () => this.#source.next(),
      { ...limits, durationMs },
      (ended) => this.#note(ended),
    );
  }

  async round(name: string, phase: Phase): Promise<void> {
    const before = this.measurement.counts.succeeded;
    const onEnd = (ended: EndedRequest) => {
      this.#note(ended);
      this.measurement.record({ ...ended, atMs: this.durationMs + ended.atMs });
    };
    const tookMs = await withProgress(name, phase, this.measurement, () =>
      sendAtFullSpeed(this.#target, () => this.#source.next(), phase.limits, onEnd),
    );
    this.durationMs += tookMs;
    if (tookMs > 0) this.rates.push(((this.measurement.counts.succeeded - before) / tookMs) * 1_000);
  }

  #note(ended: EndedRequest): void {
    if (this.#isRecorded) this.#source.note(ended);
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
  const measured = new Contender(target, source, true, partMs);
  const floor = bare && new Contender({ ...target, url: bare.url }, source, false, partMs);
  await floor?.warmUp(phase);
  await measured.warmUp(phase);
  for (let round = 1; round <= rounds && !limits.signal.aborted; round += 1) {
    await floor?.round(`full speed ${round}/${rounds} on bare HTTP`, phase);
    await measured.round(`full speed ${round}/${rounds}`, phase);
  }
  return {
    connections: limits.connections,
    ...measured.measurement.measured(measured.durationMs),
    ...ratesOf(measured, floor),
    bareSeries: floor ? seriesOf(floor) : [],
  };
}

function ratesOf(measured: Contender, floor: Contender | undefined) {
  const rounds = measured.rates.map((perSecond, index) => ({ perSecond, barePerSecond: floor?.rates[index] }));
  const ratios = rounds.flatMap(({ perSecond, barePerSecond }) => (barePerSecond ? [perSecond / barePerSecond] : []));
  return {
    rounds,
    perSecond: median(measured.rates) ?? 0,
    barePerSecond: floor && median(floor.rates),
    ratio: median(ratios),
  };
}

function seriesOf({ measurement, durationMs }: Contender): readonly SeriesPoint[] {
  return measurement.measured(durationMs).series;
}

/** The middle number, or the mean of the two in the middle; nothing without numbers. */
function median(numbers: readonly number[]): number | undefined {
  const sorted = numbers.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

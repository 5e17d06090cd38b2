import { performance } from 'node:perf_hooks';
import type { LoadLimits } from '../load/load-limits.ts';
import type { Measurement } from '../load/measurement.ts';
import type { OnProgress } from './run-settings.ts';

/** A part of a run in which one workload is sent in one way. */
export interface Phase {
  readonly workload: string;
  readonly limits: LoadLimits;
  readonly onProgress: OnProgress;
}

const EVERY_MS = 200;

/** Does the work of a phase, and tells how far it is while it lasts. */
export async function withProgress<Result>(
  name: string,
  { workload, limits, onProgress }: Phase,
  measurement: Measurement,
  work: () => Promise<Result>,
): Promise<Result> {
  const beganMs = performance.now();
  const tell = () => {
    const { succeeded, limited, failed } = measurement.counts;
    const elapsedMs = performance.now() - beganMs;
    const { p99Ms } = measurement;
    onProgress({ workload, phase: name, elapsedMs, totalMs: limits.durationMs, succeeded, limited, failed, p99Ms });
  };
  tell();
  const timer = setInterval(tell, EVERY_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

import { share } from '../results/figures.ts';
import type { Verdict, WorkloadResult } from '../results/report.ts';
import { UsageError } from './usage-error.ts';

/** A baseline: the ratio of each of its workloads. */
export interface Baseline {
  readonly name: string;
  readonly ratios: ReadonlyMap<string, number>;
}

/** The part of an earlier report that is compared. */
interface EarlierReport {
  readonly workloads: readonly {
    readonly name: string;
    readonly fullSpeed?: { readonly ratio?: number | undefined } | undefined;
  }[];
}

/** The ratios of an earlier report. Throws a `UsageError` when it has none. */
export function baselineOf(name: string, { workloads }: EarlierReport): Baseline {
  const ratios = new Map(
    workloads.flatMap((result) => {
      const ratio = result.fullSpeed?.ratio;
      return ratio === undefined ? [] : [[result.name, ratio] as const];
    }),
  );
  if (ratios.size > 0) return { name, ratios };
  throw new UsageError(`${name} has no ratio to bare HTTP: make a baseline with run, at full speed, near the target.`);
}

/**
 * Whether the ratios to bare HTTP are still those of a baseline. Ratios and no times are compared, so that the baseline may be of
 * another machine. `regression` is the share of a ratio that may be lost.
 */
export function compareRatios(results: readonly WorkloadResult[], baseline: Baseline, regression: number): Verdict[] {
  return results.flatMap(({ name, fullSpeed }): Verdict[] => {
    const before = baseline.ratios.get(name);
    if (!fullSpeed || before === undefined) return [];
    const least = before * (1 - regression);
    const sides = { workload: name, budget: `ratio, ${share(before)} before`, limit: `≥ ${share(least)}` };
    if (fullSpeed.ratio === undefined) {
      return [{ ...sides, actual: '–', outcome: 'unjudged', note: 'there is no bare server to compare with' }];
    }
    return [{ ...sides, actual: share(fullSpeed.ratio), outcome: fullSpeed.ratio >= least ? 'met' : 'missed' }];
  });
}

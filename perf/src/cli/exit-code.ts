import type { PerfReport } from '../results/report.ts';

/** The exit codes. `noK6` means that there is no k6 to run. */
export const exitCodes = { met: 0, missed: 1, usage: 2, trouble: 3, noK6: 4 } as const;

/** The facts beside a report that its exit code follows from. */
interface ReportFacts {
  /** Whether the target limited a load that was not to be limited. */
  readonly isLimited: boolean;
  /** Whether every report was written. */
  readonly isReported: boolean;
}

/**
 * The exit code of a report. A missed budget comes before all else; then, that the run was not complete, that the target limited the
 * load, or that a report could not be written.
 */
export function exitCodeOf({ verdicts, ending }: PerfReport, { isLimited, isReported }: ReportFacts): number {
  if (verdicts.some(({ outcome }) => outcome === 'missed')) return exitCodes.missed;
  return ending === 'complete' && !isLimited && isReported ? exitCodes.met : exitCodes.trouble;
}

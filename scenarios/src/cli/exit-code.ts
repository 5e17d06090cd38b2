import type { MatrixRun, Verdict } from '../runs/matrix-run.ts';

export const exitCodes = { agrees: 0, differs: 1, usage: 2, trouble: 3 } as const;

/**
 * The exit code of a run. A bill that differs comes before all else; then, that the target was not compared to the end or that a report
 * is missing; or that every bill agrees. A run that could not compare one bill at all was asked for in a way that can't work.
 */
export function exitCodeOf({ results, ending }: Pick<MatrixRun, 'results' | 'ending'>, isTold = true): number {
  const has = (verdict: Verdict) => results.some((result) => result.verdict === verdict);
  if (has('differs')) return exitCodes.differs;
  if (has('failed') || ending !== 'complete' || !isTold) return exitCodes.trouble;
  return has('agrees') ? exitCodes.agrees : exitCodes.usage;
}

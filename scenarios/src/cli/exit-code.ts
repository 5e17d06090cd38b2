import type { MatrixRun } from '../runs/results.ts';
import { concludeRun, type RunConclusion } from '../runs/run-conclusion.ts';

export const exitCodes = { agrees: 0, differs: 1, usage: 2, trouble: 3 } as const;

const codes: Readonly<Record<RunConclusion, number>> = {
  agrees: exitCodes.agrees,
  differs: exitCodes.differs,
  'all skipped': exitCodes.usage,
  'mostly skipped': exitCodes.usage,
  trouble: exitCodes.trouble,
};

/** The lines about runs in which every bill that was compared agrees, but too few were. */
const unsuccessful: Partial<Readonly<Record<RunConclusion, string>>> = {
  'all skipped': 'No bill could be compared, which is no success: the exit code is 2.',
  'mostly skipped':
    'Less than half of the bills could be compared, which is no success: the exit code is 2. --allow-skipped allows it.',
};

interface EndOptions {
  /** Whether every report was written. */
  readonly isReported: boolean;
  /** Whether a run is a success also when less than half of the bills could be compared. */
  readonly allowSkipped?: boolean | undefined;
}

/**
 * The exit code of a run. A bill that differs comes first; then a target that was not compared to the end, or a missing report; then
 * too few bills that could be compared, which is printed together with the option that allows it.
 */
export function exitCodeOf(
  run: Pick<MatrixRun, 'results' | 'ending'>,
  { isReported, allowSkipped = false }: EndOptions,
): number {
  const conclusion = concludeRun(run);
  if (conclusion === 'differs') return exitCodes.differs;
  if (!isReported) return exitCodes.trouble;
  if (conclusion === 'mostly skipped' && allowSkipped) return exitCodes.agrees;
  const line = unsuccessful[conclusion];
  if (line !== undefined) process.stderr.write(`${line}\n`);
  return codes[conclusion];
}

import type { MatrixRun, Verdict } from './results.ts';

/**
 * The conclusion of a run. The first that applies is taken:
 *
 * - `differs`: a bill differs.
 * - `trouble`: a cell failed, or cells were not reached.
 * - `all skipped`: no bill could be compared.
 * - `mostly skipped`: less than half of the bills could be compared; these agree.
 * - `agrees`: every bill that could be compared agrees.
 */
export type RunConclusion = 'differs' | 'trouble' | 'all skipped' | 'mostly skipped' | 'agrees';

export function concludeRun({ results, ending }: Pick<MatrixRun, 'results' | 'ending'>): RunConclusion {
  const count = (wanted: Verdict) => results.filter(({ verdict }) => verdict === wanted).length;
  if (count('differs') > 0) return 'differs';
  if (count('failed') > 0 || ending !== 'complete') return 'trouble';
  const [agrees, skipped] = [count('agrees'), count('skipped')];
  if (agrees === 0) return 'all skipped';
  return agrees < skipped ? 'mostly skipped' : 'agrees';
}

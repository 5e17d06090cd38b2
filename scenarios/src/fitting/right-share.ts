import { figuresOf } from '../runs/compare-outcomes.ts';
import { TargetProblem } from '../targets/target.ts';
import type { JudgedAnswer } from './judged-answer.ts';

/** Throws a `TargetProblem` when a policy makes less than a share of the figures of a target's bills: the target bills by no catalog. */
export function checkRightShare(name: string, judged: readonly JudgedAnswer[], leastShare: number): void {
  let [figures, wrong] = [0, 0];
  for (const { answer, outcomes, result } of judged) {
    figures += Math.max(figuresOf(outcomes.right).size, figuresOf(answer.actual).size);
    wrong += result.verdict === 'differs' ? result.count : 0;
  }
  if (wrong <= figures * (1 - leastShare)) return;
  const share = Math.round((100 * Math.max(0, figures - wrong)) / figures);
  throw new TargetProblem(
    `${name} bills by no catalog: the one that comes nearest makes only ${share} % of the figures of its bills.`,
  );
}

import { figures, listNames } from '../bill/figures.ts';
import { nearestWord } from '../matrix/unknown-word.ts';
import type { Target } from './target.ts';
import { TargetProblem } from './target-problem.ts';

/** What a target can omit: totals, figures of lines, and whole lists. */
const known: readonly string[] = [
  ...Object.keys(figures.totals),
  ...listNames.flatMap((list) => [list, ...Object.keys(figures[list]).map((figure) => `${list}.${figure}`)]),
];

/** Throws a `TargetProblem` for a figure that is omitted and that no bill has: one that was meant would still be compared. */
export function checkOmits({ name, omits = [] }: Target): void {
  const stranger = omits.find((figure) => !known.includes(figure));
  if (stranger === undefined) return;
  const nearest = nearestWord(stranger, known);
  const hint = nearest === undefined ? '' : ` Did you mean ${nearest}?`;
  throw new TargetProblem(`${name} omits ${stranger}, which is no figure of a bill.${hint}`);
}

import { stages } from '../cases/bill.ts';
import { compareOutcomes, type Difference, figureOf } from '../runs/compare-outcomes.ts';
import { withPauses } from '../runs/with-pauses.ts';
import { consequencesIn } from './consequences.ts';
import type { NearestExplanation } from './diagnosis.ts';
import { isFigure, type Mistake } from './mistakes.ts';
import type { WrongCell } from './observation.ts';

/** The number of figures that are named because they are not explained. */
const MAX_NAMED = 20;

/**
 * The single defect that comes nearest in cells that nothing explains whole, or other mistakes that were found on the way: it makes most
 * of their differing figures, less those that it would make differ though they are right. Of two that come equally near, the one with
 * fewer defects or the earlier one is taken. Undefined when there are no such cells, or when the signal aborts.
 */
export async function nearestExplanation(
  cells: readonly WrongCell[],
  others: readonly (readonly Mistake[])[],
  signal: AbortSignal | undefined,
): Promise<NearestExplanation | undefined> {
  const [first] = cells;
  if (!first) return undefined;
  const tried = [...first.outcomes.catalogue.map((defect) => [defect]), ...others];
  let best = nearnessOf(cells, []);
  for await (const mistakes of withPauses(tried, signal)) {
    const score = nearnessOf(cells, mistakes);
    if (score.gain > best.gain && isNear(score)) best = score;
  }
  return signal?.aborted ? undefined : explanationOf(best, cells);
}

/** The nearness of some mistakes to the target's bills. */
export interface Nearness {
  readonly defects: readonly Mistake[];
  /** The number of figures that they explain, and of those that they do not. */
  readonly explained: number;
  readonly missed: readonly Difference[];
  /** The number of cells in which they explain a figure. */
  readonly cells: number;
  /** The figures that they explain, less those that are right without them. */
  readonly gain: number;
}

/** The least share of the differing figures that near mistakes explain: among many mistakes, some explain less by coincidence. */
const NEAR = { defects: 0.25, figures: 0.8 };

function isNear({ defects, explained, missed }: Nearness): boolean {
  return explained >= (explained + missed.length) * (defects.some(isFigure) ? NEAR.figures : NEAR.defects);
}

/** The nearness of mistakes to the target's bills of wrong cells. */
export function nearnessOf(cells: readonly WrongCell[], defects: readonly Mistake[]): Nearness {
  let [explained, broken, helped] = [0, 0, 0];
  const missed: Difference[] = [];
  for (const cell of cells) {
    const { differences } = cell.result.evidence;
    const left = missedIn(cell, defects);
    const wrong = new Set(differences.map(({ path }) => path));
    const stillWrong = left.filter(({ path }) => wrong.has(path)).length;
    const explainedHere = wrong.size - stillWrong;
    explained += explainedHere;
    broken += left.length - stillWrong;
    helped += explainedHere > 0 ? 1 : 0;
    missed.push(...left);
  }
  return { defects, explained, missed, cells: helped, gain: explained - broken };
}

/** The figures of the target's bill that are not those of a system with some mistakes. */
function missedIn({ outcomes, omits, result }: WrongCell, defects: readonly Mistake[]): readonly Difference[] {
  const { actual, differences } = result.evidence;
  const outcome = outcomes.with(defects);
  return outcome === outcomes.right ? differences : compareOutcomes(outcome, actual, omits);
}

function explanationOf({ defects, explained, cells }: Nearness, wrong: readonly WrongCell[]): NearestExplanation {
  const left = wrong.flatMap((cell) => {
    const following = consequencesIn(cell);
    return missedIn(cell, defects).map((difference) => ({ difference, follows: following.has(difference.path) }));
  });
  const roots = left.flatMap(({ difference, follows }) => (follows ? [] : [difference]));
  const inOrder = roots.toSorted((a, b) => stages.indexOf(a.stage) - stages.indexOf(b.stage));
  return {
    defects: defects.map(({ name }) => name),
    sentences: defects.map(({ sentence }) => sentence),
    broken: defects.map(({ section, rule }) => ({ section, rule })),
    explains: explained,
    figures: explained + left.length,
    follow: left.length - roots.length,
    cells,
    unexplainedCells: wrong.length,
    notExplained: [...new Set(inOrder.map(({ path }) => figureOf(path)))].slice(0, MAX_NAMED),
    stage: inOrder[0]?.stage ?? 'life',
  };
}

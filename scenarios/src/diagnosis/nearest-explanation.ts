import type { Defect } from '@billing-testkit/engine';
import { type Stage, stages } from '../cases/bill.ts';
import { compareOutcomes, type Difference, figureOf } from '../runs/compare-outcomes.ts';
import { withPauses } from '../runs/with-pauses.ts';
import type { NearestExplanation } from './diagnosis.ts';
import type { WrongCell } from './observation.ts';

/** The number of figures that are named because they are not explained. */
const MAX_NAMED = 20;

/**
 * The single defect that comes nearest in cells that nothing explains whole: it makes most of their differing figures, less those that
 * it would make differ though they are right. Of two that come as near, the one with fewer defects or the earlier one is taken.
 * Undefined when there are no such cells, or when the signal aborts.
 */
export async function nearestExplanation(
  cells: readonly WrongCell[],
  signal: AbortSignal | undefined,
): Promise<NearestExplanation | undefined> {
  const [first] = cells;
  if (!first) return undefined;
  let best = scoreOf(cells, []);
  for await (const defect of withPauses(first.outcomes.catalogue, signal)) {
    const score = scoreOf(cells, [defect]);
    if (score.gain > best.gain) best = score;
  }
  return signal?.aborted ? undefined : explanationOf(best, cells.length);
}

/** How near some defects come. */
interface Score {
  readonly defects: readonly Defect[];
  /** The number of figures that they explain, and of those that they do not. */
  readonly explained: number;
  readonly missed: readonly Difference[];
  /** The number of cells in which they explain a figure. */
  readonly cells: number;
  /** The figures that they explain, less those that are right without them. */
  readonly gain: number;
}

function scoreOf(cells: readonly WrongCell[], defects: readonly Defect[]): Score {
  let [explained, broken, helped] = [0, 0, 0];
  const missed: Difference[] = [];
  for (const { outcomes, omits, result } of cells) {
    const { actual, differences } = result.evidence;
    const outcome = outcomes.with(defects);
    const left = outcome === outcomes.right ? differences : compareOutcomes(outcome, actual, omits);
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

function explanationOf({ defects, explained, missed, cells }: Score, unexplainedCells: number): NearestExplanation {
  const inOrder = missed.toSorted((a, b) => stages.indexOf(a.stage) - stages.indexOf(b.stage));
  const stage: Stage = inOrder[0]?.stage ?? 'life';
  return {
    defects: defects.map(({ name }) => name),
    sentences: defects.map(({ sentence }) => sentence),
    broken: defects.map(({ section, rule }) => ({ section, rule })),
    explains: explained,
    figures: explained + missed.length,
    cells,
    unexplainedCells,
    notExplained: [...new Set(inOrder.map(({ path }) => figureOf(path)))].slice(0, MAX_NAMED),
    stage,
  };
}

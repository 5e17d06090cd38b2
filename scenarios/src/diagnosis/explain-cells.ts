import { CandidateScoring, type ScoredCandidate } from './candidate-scoring.ts';
import type { Candidate } from './candidates.ts';
import { GreedyCover } from './greedy-cover.ts';
import type { Observation, WrongCell } from './observation.ts';

/** The candidates that explain wrong cells. */
export interface CellExplanation {
  /** Best first. Candidates that no cell tells apart are all among them. */
  readonly chosen: readonly ScoredCandidate[];
  /** The examined wrong cells that none of the chosen candidates explains, diagnosed or not. */
  readonly unexplained: readonly WrongCell[];
  /** The number of cells that candidates were compared with. */
  readonly lookedAt: number;
}

/**
 * Chooses the candidates that it takes to explain the wrong cells: first the one that explains most, then the one that explains
 * most of what is left, and so on. Among those that explain equally much, a single defect comes before a pair, and then the
 * candidate that fewer cells contradict. `others` are the compared cells that are not diagnosed.
 */
export async function explainCells(
  candidates: readonly Candidate[],
  wrong: readonly WrongCell[],
  others: Iterable<Observation>,
  signal: AbortSignal | undefined,
): Promise<CellExplanation> {
  const scoring = new CandidateScoring(wrong, others, signal);
  const cover = new GreedyCover(candidates, wrong);
  const all: Candidate[] = [];
  for (let front = cover.front(); front.length > 0; front = cover.front()) {
    const best = await scoring.leastContradicted(front, cover.left);
    if (best.length === 0) {
      cover.drop(front);
      continue;
    }
    const chosen = await scoring.toldApart(cover.alike(best));
    cover.choose(chosen);
    all.push(...chosen);
  }
  return {
    chosen: await scoring.scored(all),
    unexplained: await scoring.unexplainedBy(all),
    lookedAt: scoring.lookedAt,
  };
}

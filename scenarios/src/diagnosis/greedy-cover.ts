import { CandidateScoring, type ScoredCandidate } from './candidate-scoring.ts';
import type { Candidate } from './candidates.ts';
import type { Observation, WrongCell } from './observation.ts';

export interface Cover {
  readonly chosen: readonly ScoredCandidate[];
  /** Wrong cells that none of them explains, whether they were diagnosed or not. */
  readonly unexplained: readonly WrongCell[];
  /** How many cells candidates were held against. */
  readonly lookedAt: number;
}

/**
 * The candidates it takes to explain what can be explained: the one that explains most first, then the one that explains most of
 * what is left, and so on; of equal ones a single defect before a pair, and then the one that fewer witnesses contradict. Those that
 * no observation tells apart are both named.
 */
export async function coverGreedily(
  candidates: readonly Candidate[],
  wrong: readonly WrongCell[],
  others: Iterable<Observation>,
  signal: AbortSignal | undefined,
): Promise<Cover> {
  const jury = new CandidateScoring(wrong, others, signal);
  const named: Candidate[] = [];
  const left = new Set(wrong);
  let pool = [...candidates];
  while (left.size > 0) {
    const front = foremost(pool, left);
    if (front.length === 0) break;
    const chosen = await jury.best(front, left);
    const dropped = chosen.length === 0 ? front : chosen;
    pool = pool.filter((candidate) => !dropped.includes(candidate));
    named.push(...chosen);
    for (const { explains } of chosen) for (const cell of explains) left.delete(cell);
  }
  return {
    chosen: await jury.scored(named),
    unexplained: await jury.unexplainedBy(named),
    lookedAt: jury.lookedAt,
  };
}

/** The candidates that explain most of the cells that are left, single defects before pairs. */
function foremost(pool: readonly Candidate[], left: ReadonlySet<WrongCell>): Candidate[] {
  const most = Math.max(0, ...pool.map((candidate) => explainedOf(candidate, left).length));
  if (most === 0) return [];
  const explaining = pool.filter((candidate) => explainedOf(candidate, left).length === most);
  const fewest = Math.min(...explaining.map(({ defects }) => defects.length));
  return explaining.filter(({ defects }) => defects.length === fewest);
}

function explainedOf({ explains }: Candidate, left: ReadonlySet<WrongCell>): WrongCell[] {
  return [...left].filter((cell) => explains.has(cell));
}

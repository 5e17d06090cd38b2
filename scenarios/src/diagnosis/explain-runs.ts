import type { Asking } from './asking.ts';
import { brokenSums } from './broken-sums.ts';
import type { ScoredCandidate } from './candidate-scoring.ts';
import type { Candidate } from './candidates.ts';
import type { Diagnosis, Explanation } from './diagnosis.ts';
import { explainByFigures } from './explain-by-figures.ts';
import { isFigure } from './mistakes.ts';
import { nearestExplanation } from './nearest-explanation.ts';
import type { WrongCell } from './observation.ts';
import { countKinds, type ObservedRun } from './observed-runs.ts';
import { explainByDefects } from './rounds.ts';

export interface ExplainOptions {
  /** Ends the diagnosis early, with the findings until then. */
  readonly signal?: AbortSignal | undefined;
  /** The target, when further cells may be asked of it. */
  readonly asking?: Asking | undefined;
}

/**
 * Explains the differences of one target, over one run or over runs of several matrices: by known defects, and when these do not make all
 * its bills, by figures of the catalog that are others in the target. For cells that nothing explains it tells the nearest explanation.
 */
export async function explainRuns(
  runs: readonly ObservedRun[],
  { signal, asking }: ExplainOptions = {},
): Promise<Diagnosis> {
  const byDefects = await explainByDefects(runs, signal);
  const { round, near } = await explainByFigures(runs, byDefects, { signal, asking });
  const sums = brokenSums(runs);
  const { cells, candidates, explanation } = round;
  const isExplained = (cell: WrongCell) => explanation.chosen.some(({ candidate }) => candidate.explains.has(cell));
  const nearest = await nearestExplanation(
    cells.filter((cell) => !isExplained(cell)),
    near,
    signal,
  );
  return {
    cells: cells.map((cell) => ({
      cell: cell.result.cell,
      signature: cell.result.signature,
      stage: cell.result.first.stage,
      explainedBy: explanationsOf(cell, candidates),
    })),
    explanations: explanation.chosen.map(toExplanation),
    kinds: countKinds(runs),
    lookedAt: explanation.lookedAt,
    ...(asking && asking.observations.length > 0 && { asked: asking.observations.length }),
    ...(sums.length > 0 && { sums }),
    ...(nearest && { nearest }),
  };
}

function toExplanation({ candidate, contradictedBy }: ScoredCandidate): Explanation {
  const { defects, explains } = candidate;
  const figures = defects.filter(isFigure).map(({ figure: { name, value }, value: found }) => ({ name, value, found }));
  return {
    defects: namesOf(candidate),
    sentences: defects.map(({ sentence }) => sentence),
    broken: defects.map(({ section, rule }) => ({ section, rule })),
    ...(figures.length > 0 && { figures }),
    explains: explains.size,
    contradictedBy,
  };
}

/** The single defects that explain a cell, or the pairs when no single defect does. */
function explanationsOf(cell: WrongCell, candidates: readonly Candidate[]): string[][] {
  const explaining = candidates.filter(({ explains }) => explains.has(cell));
  const singles = explaining.filter(({ defects }) => defects.length === 1);
  return (singles.length > 0 ? singles : explaining).map(namesOf);
}

function namesOf({ defects }: Candidate): string[] {
  return defects.map(({ name }) => name);
}

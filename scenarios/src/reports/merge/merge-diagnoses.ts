import type { DiagnosedCell, Diagnosis, Explanation } from '../../diagnosis/diagnosis.ts';
import { GreedyCover } from '../../diagnosis/greedy-cover.ts';
import type { CellNumbers } from '../../matrices/matrix.ts';
import type { MatrixRun } from '../../runs/results.ts';
import { isExplained } from '../summary/explanation-text.ts';
import { signatureGroups } from '../summary/tally.ts';
import { inOrder } from './in-order.ts';
import { mergeNearest, mergeSums } from './merge-unexplained.ts';

/** The number of cells that stay diagnosed: as many as are diagnosed in one run. */
const MAX_CELLS = 50;

/**
 * Merges the diagnoses of shards. The first cell of each signature stays, and the first cell of each different reason for it.
 * Explanations are chosen again for these cells, and the cells that contradict an explanation are added up. A single diagnosis stays
 * as it is.
 */
export function mergeDiagnoses(
  diagnoses: readonly Diagnosis[],
  run: MatrixRun,
  numbers: CellNumbers,
): Diagnosis | undefined {
  // Counted again, a pair would lose the cells that one of its defects explains as well.
  if (diagnoses.length <= 1) return diagnoses[0];
  const cells = firstOfEachReason(
    inOrder(
      diagnoses.flatMap((diagnosis) => diagnosis.cells),
      numbers,
    ),
  );
  const sums = mergeSums(diagnoses, numbers);
  const nearest = mergeNearest(diagnoses);
  const asked = diagnoses.reduce((sum, diagnosis) => sum + (diagnosis.asked ?? 0), 0);
  return {
    cells,
    explanations: chosenOf(candidatesOf(diagnoses, cells), cells),
    kinds: signatureGroups(run.results).length,
    lookedAt: diagnoses.reduce((sum, { lookedAt }) => sum + lookedAt, 0),
    ...(asked > 0 && { asked }),
    ...(sums.length > 0 && { sums }),
    ...(nearest && { nearest }),
  };
}

/** The first cell of each reason: cells of one signature may have several. */
function firstOfEachReason(cells: readonly DiagnosedCell[]): DiagnosedCell[] {
  const byReason = new Map<string, DiagnosedCell>();
  for (const cell of cells) {
    const reason = JSON.stringify([cell.signature, cell.explainedBy]);
    if (!byReason.has(reason)) byReason.set(reason, cell);
  }
  return [...byReason.values()].slice(0, MAX_CELLS);
}

/** Every explanation once, in the order of names, with the cells that it explains. */
function candidatesOf(diagnoses: readonly Diagnosis[], cells: readonly DiagnosedCell[]): Candidate[] {
  const byName = new Map<string, Candidate>();
  for (const explanation of diagnoses.flatMap(({ explanations }) => explanations)) {
    const name = explanation.defects.join('+');
    const explains = new Set(cells.filter((cell) => isExplained(cell, explanation)));
    const contradictedBy = (byName.get(name)?.explanation.contradictedBy ?? 0) + explanation.contradictedBy;
    byName.set(name, {
      defects: explanation.defects,
      explains,
      explanation: { ...explanation, contradictedBy, explains: explains.size },
    });
  }
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, candidate]) => candidate);
}

interface Candidate {
  readonly defects: readonly string[];
  readonly explains: ReadonlySet<DiagnosedCell>;
  readonly explanation: Explanation;
}

/**
 * The explanations that are needed for the cells, as `explainRuns` chooses them. Those that explain the same cells equally well are
 * all named.
 */
function chosenOf(candidates: readonly Candidate[], cells: readonly DiagnosedCell[]): Explanation[] {
  const cover = new GreedyCover(candidates, cells);
  const all: Explanation[] = [];
  for (let front = cover.front(); front.length > 0; front = cover.front()) {
    const fewest = Math.min(...front.map(({ explanation }) => explanation.contradictedBy));
    const chosen = cover.alike(front.filter(({ explanation }) => explanation.contradictedBy === fewest));
    cover.choose(chosen);
    all.push(...chosen.map(({ explanation }) => explanation));
  }
  return all;
}

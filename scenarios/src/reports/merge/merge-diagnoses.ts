import type { DiagnosedCell, Diagnosis, Explanation } from '../../diagnosis/diagnosis.ts';
import { type CellNumbers, cellText } from '../../matrices/cells.ts';
import type { Cell } from '../../matrices/matrix.ts';
import type { MatrixRun } from '../../runs/matrix-run.ts';
import { isExplained } from '../summary/explanation-text.ts';
import { signatureGroups } from '../summary/groups.ts';

interface OfCell {
  readonly cell: Cell;
}

/** In the order of the matrix; cells of other matrices come last. What is of the same cell is in the order of all that it says. */
export function inOrder<Item extends OfCell>(items: readonly Item[], numbers: CellNumbers): Item[] {
  return items
    .map((item) => ({
      item,
      number: numbers.find(item.cell) ?? numbers.count,
      text: `${cellText(item.cell)} ${JSON.stringify(item)}`,
    }))
    .sort((a, b) => a.number - b.number || (a.text < b.text ? -1 : 1))
    .map(({ item }) => item);
}

/** As many as are diagnosed of a run. */
const MAX_CELLS = 50;

/**
 * The diagnosis of several shards: of each signature the first cell, and the first ones that have another reason; of what explained
 * them what explains most, then what explains most of the rest. What speaks against an explanation is added up.
 */
export function mergeDiagnoses(
  diagnoses: readonly Diagnosis[],
  run: MatrixRun,
  numbers: CellNumbers,
): Diagnosis | undefined {
  // Counted anew, a pair would lose the cells that one of the two makes as well.
  if (diagnoses.length <= 1) return diagnoses[0];
  const cells = firstOfEachReason(
    inOrder(
      diagnoses.flatMap((diagnosis) => diagnosis.cells),
      numbers,
    ),
  );
  return {
    cells,
    explanations: ranked(candidatesOf(diagnoses, cells), cells),
    kinds: signatureGroups(run.results).length,
    lookedAt: diagnoses.reduce((sum, { lookedAt }) => sum + lookedAt, 0),
  };
}

/** Cells of one signature may have several reasons. */
function firstOfEachReason(cells: readonly DiagnosedCell[]): DiagnosedCell[] {
  const byReason = new Map<string, DiagnosedCell>();
  for (const cell of cells) {
    const reason = JSON.stringify([cell.signature, cell.explainedBy]);
    if (!byReason.has(reason)) byReason.set(reason, cell);
  }
  return [...byReason.values()].slice(0, MAX_CELLS);
}

/** Every explanation once, in the order of their names. */
function candidatesOf(diagnoses: readonly Diagnosis[], cells: readonly DiagnosedCell[]): Explanation[] {
  const byName = new Map<string, Explanation>();
  for (const explanation of diagnoses.flatMap(({ explanations }) => explanations)) {
    const name = explanation.defects.join('+');
    const contradictedBy = (byName.get(name)?.contradictedBy ?? 0) + explanation.contradictedBy;
    byName.set(name, {
      ...explanation,
      contradictedBy,
      explains: explainedOf(explanation, cells).length,
    });
  }
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, explanation]) => explanation);
}

/** The best first, and those that explain the same cells as well; then the best of what is left. */
function ranked(candidates: readonly Explanation[], cells: readonly DiagnosedCell[]): Explanation[] {
  const named: Explanation[] = [];
  let left = cells;
  for (;;) {
    const weighed = candidates
      .filter((candidate) => !named.includes(candidate))
      .map((explanation) => ({ explanation, explained: explainedOf(explanation, left) }))
      .filter(({ explained }) => explained.length > 0)
      .sort((a, b) => b.explained.length - a.explained.length || compare(a.explanation, b.explanation));
    const [best] = weighed;
    if (!best) return named;
    const equal = weighed.filter(({ explanation, explained }) => {
      return (
        compare(explanation, best.explanation) === 0 &&
        explained.length === best.explained.length &&
        explained.every((cell) => best.explained.includes(cell))
      );
    });
    named.push(...equal.map(({ explanation }) => explanation));
    left = left.filter((cell) => !best.explained.includes(cell));
  }
}

/** A single defect before a pair, then the one that less speaks against. */
function compare(a: Explanation, b: Explanation): number {
  return a.defects.length - b.defects.length || a.contradictedBy - b.contradictedBy;
}

function explainedOf(explanation: Explanation, cells: readonly DiagnosedCell[]): DiagnosedCell[] {
  return cells.filter((cell) => isExplained(cell, explanation));
}

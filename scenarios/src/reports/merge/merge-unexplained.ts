import { stages } from '../../cases/bill.ts';
import type { BrokenSum, Diagnosis, NearestExplanation } from '../../diagnosis/diagnosis.ts';
import type { CellNumbers } from '../../matrices/matrix.ts';
import { inOrder } from './in-order.ts';

/** The sums that do not add up in some shard, each with the first cell of the matrix that shows it. Bills are added up. */
export function mergeSums(diagnoses: readonly Diagnosis[], numbers: CellNumbers): BrokenSum[] {
  const all = diagnoses.flatMap(({ sums = [] }) => sums);
  const merged = new Map<string, BrokenSum>();
  for (const sum of inOrder(all, numbers)) {
    const { figure, parts, bills, checked } = sum;
    const key = `${figure} = ${parts}`;
    const first = merged.get(key);
    merged.set(key, first ? { ...first, bills: first.bills + bills, checked: first.checked + checked } : sum);
  }
  return [...merged.values()];
}

/**
 * The defects that come nearest in most figures of all shards. The figures of shards in which others come nearer count as not
 * explained by them.
 */
export function mergeNearest(diagnoses: readonly Diagnosis[]): NearestExplanation | undefined {
  const all = diagnoses.flatMap(({ nearest }) => nearest ?? []);
  const candidates = new Map<string, NearestExplanation>();
  for (const nearest of all) {
    const key = nearest.defects.join(' + ');
    const { explains = 0, cells = 0 } = candidates.get(key) ?? {};
    candidates.set(key, { ...nearest, explains: explains + nearest.explains, cells: cells + nearest.cells });
  }
  const [best] = [...candidates].toSorted(([a, one], [b, other]) => other.explains - one.explains || (a < b ? -1 : 1));
  if (!best) return undefined;
  const inSteps = all.map(({ stage }) => stage).toSorted((a, b) => stages.indexOf(a) - stages.indexOf(b));
  return {
    ...best[1],
    figures: total(all.map(({ figures }) => figures)),
    follow: total(all.map(({ follow }) => follow)),
    unexplainedCells: total(all.map(({ unexplainedCells }) => unexplainedCells)),
    notExplained: [...new Set(all.flatMap(({ notExplained }) => notExplained))].sort(),
    stage: inSteps[0] ?? best[1].stage,
  };
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

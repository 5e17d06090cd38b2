import type { Defect } from '@billing-testkit/engine';
import { withPauses } from '../runs/with-pauses.ts';
import { isFigure, type Mistake } from './mistakes.ts';
import { reproduces, type WrongCell } from './observation.ts';
import { findPairs } from './pair-search.ts';

/** A defect or a pair of defects that makes the target's whole bill of some diagnosed cells. */
export interface Candidate {
  readonly defects: readonly Mistake[];
  readonly explains: ReadonlySet<WrongCell>;
}

/** The number of bills that the search for pairs may calculate in all, which takes about two seconds. */
const PAIR_BILLINGS = 2500;

/** The number of pairs that are kept. A target with many mistakes can have more pairs than are worth a look. */
const MAX_PAIRS = 50;

/** Finds the defects that explain each cell. Pairs are searched for cells that no single defect explains. */
export async function findCandidates(
  cells: readonly WrongCell[],
  signal: AbortSignal | undefined,
  pairBillings = PAIR_BILLINGS,
): Promise<Candidate[]> {
  const singles = catalogueOf(cells).map((defect) => ({ defects: [defect], explains: new Set<WrongCell>() }));
  for await (const cell of withPauses(cells, signal)) {
    const { acting } = cell.outcomes.tracked([]);
    for (const single of singles) {
      const isActing = single.defects.some((defect) => acting.has(defect));
      if (isActing && reproduces(cell, single.defects)) single.explains.add(cell);
    }
  }
  const explained = new Set(singles.flatMap(({ explains }) => [...explains]));
  const unexplained = cells.filter((cell) => !explained.has(cell));
  const pairs = await pairsOfAll(unexplained, signal, pairBillings);
  return [...singles.filter(({ explains }) => explains.size > 0), ...(await candidatesOf(pairs, cells, signal))];
}

/** Candidates that were found for some of the cells, compared with all of them. */
export async function combineCandidates(
  cells: readonly WrongCell[],
  found: readonly Candidate[],
  signal: AbortSignal | undefined,
): Promise<Candidate[]> {
  const names = new Set<string>();
  const distinct = found.filter((candidate) => {
    const name = candidate.defects.map((defect) => defect.name).join(' ');
    return names.size < names.add(name).size;
  });
  const singles = catalogueOf(cells).flatMap((defect) =>
    distinct.filter(({ defects: [one, other] }) => one === defect && !other),
  );
  const figures = distinct.filter(({ defects: [one, other] }) => one && isFigure(one) && !other);
  const pairs = distinct.filter(({ defects: [, other] }) => other);
  return candidatesOf(
    [...singles, ...figures, ...pairs].map((candidate) => candidate.defects),
    cells,
    signal,
  );
}

/** The mistakes that are looked for. All cells are billed by one policy. */
function catalogueOf([cell]: readonly WrongCell[]): readonly Defect[] {
  return cell?.outcomes.catalogue ?? [];
}

/** Pairs that explain some of the cells. A cell that an earlier pair explains is not searched again. */
async function pairsOfAll(
  cells: readonly WrongCell[],
  signal: AbortSignal | undefined,
  billings: number,
): Promise<(readonly Defect[])[]> {
  const found: (readonly Defect[])[] = [];
  let budget = billings;
  let left = cells.length;
  for await (const cell of withPauses(cells, signal)) {
    if (!found.some((pair) => reproduces(cell, pair))) {
      const search = await findPairs(cell, Math.ceil(budget / left), signal);
      found.push(...search.found);
      budget -= search.billings;
    }
    left -= 1;
  }
  return found.slice(0, MAX_PAIRS);
}

async function candidatesOf(
  all: readonly (readonly Mistake[])[],
  cells: readonly WrongCell[],
  signal: AbortSignal | undefined,
): Promise<Candidate[]> {
  const candidates: Candidate[] = [];
  for (const chosen of all) {
    const explains = new Set<WrongCell>();
    for await (const cell of withPauses(cells, signal)) if (reproduces(cell, chosen)) explains.add(cell);
    candidates.push({ defects: chosen, explains });
  }
  return candidates;
}

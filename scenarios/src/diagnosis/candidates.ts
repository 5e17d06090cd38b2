import { type Defect, defects } from '@billing-testkit/engine';
import { reproduces, type WrongCell } from './observation.ts';
import { pairsFor } from './pair-search.ts';
import { withPauses } from './with-pauses.ts';

/** A defect or a pair that makes the target's bill of some of the diagnosed cells. */
export interface Candidate {
  readonly defects: readonly Defect[];
  readonly explains: ReadonlySet<WrongCell>;
}

/** How many lives the search for pairs may take in all: about two seconds. */
const PAIR_LIVES = 2500;

/** A target with many wrongs can have more pairs than are worth a look. */
const MAX_PAIRS = 50;

/** Which defects explain which cells; pairs are looked for where no single defect explains the cell. */
export async function findCandidates(
  wrong: readonly WrongCell[],
  signal: AbortSignal | undefined,
  pairLives = PAIR_LIVES,
): Promise<Candidate[]> {
  const singles = defects.map((defect) => ({ defects: [defect], explains: new Set<WrongCell>() }));
  for await (const cell of withPauses(wrong, signal)) {
    const acting = cell.outcomes.tracked([]).acting;
    for (const single of singles) {
      const isActing = single.defects.some((defect) => acting.has(defect));
      if (isActing && reproduces(cell, single.defects)) single.explains.add(cell);
    }
  }
  const explained = new Set(singles.flatMap(({ explains }) => [...explains]));
  const pairs = await findPairs(
    wrong.filter((cell) => !explained.has(cell)),
    signal,
    pairLives,
  );
  return [...singles.filter(({ explains }) => explains.size > 0), ...(await explainedBy(pairs, wrong, signal))];
}

/** What was found of some of the cells, held against all of them. */
export async function extendCandidates(
  wrong: readonly WrongCell[],
  found: readonly Candidate[],
  signal: AbortSignal | undefined,
): Promise<Candidate[]> {
  const names = new Set<string>();
  const distinct = found.filter((candidate) => {
    const name = candidate.defects.map((defect) => defect.name).join(' ');
    return names.size < names.add(name).size;
  });
  const singles = defects.flatMap((defect) => distinct.filter(({ defects: [one, other] }) => one === defect && !other));
  const pairs = distinct.filter(({ defects: [, other] }) => other);
  return explainedBy(
    [...singles, ...pairs].map((candidate) => candidate.defects),
    wrong,
    signal,
  );
}

type Pair = readonly Defect[];

/** Pairs that explain some of the cells, those found first that explain others as well. */
async function findPairs(
  unexplained: readonly WrongCell[],
  signal: AbortSignal | undefined,
  billings: number,
): Promise<Pair[]> {
  const found: Pair[] = [];
  let budget = billings;
  let left = unexplained.length;
  for await (const cell of withPauses(unexplained, signal)) {
    if (!found.some((pair) => reproduces(cell, pair))) {
      const search = await pairsFor(cell, Math.ceil(budget / left), signal);
      found.push(...search.found);
      budget -= search.billings;
    }
    left -= 1;
  }
  return found.slice(0, MAX_PAIRS);
}

async function explainedBy(
  pairs: readonly Pair[],
  wrong: readonly WrongCell[],
  signal: AbortSignal | undefined,
): Promise<Candidate[]> {
  const candidates: Candidate[] = [];
  for (const pair of pairs) {
    const explains = new Set<WrongCell>();
    for await (const cell of withPauses(wrong, signal)) if (reproduces(cell, pair)) explains.add(cell);
    candidates.push({ defects: pair, explains });
  }
  return candidates;
}

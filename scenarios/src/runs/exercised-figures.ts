import type { Policy } from '@billing-testkit/engine';
import type { Via } from '../cases/reference.ts';
import type { Cell, Matrix } from '../matrices/matrix.ts';
import { FigureSearch } from './figure-search.ts';
import type { CatalogFigures } from './results.ts';
import { spreadEvenly } from './spread-evenly.ts';
import { withPauses } from './with-pauses.ts';

/** The cells of a run that were compared, and how they were billed. */
export interface ComparedCells {
  readonly matrix: Matrix;
  readonly policy: Policy;
  readonly via: Via;
  readonly cells: readonly Cell[];
  /** The target's `omits`. */
  readonly omits?: readonly string[] | undefined;
}

/** The number of bills that are calculated at most: so many, and so many for each mutant. It takes a second or two. */
const bills = { atLeast: 2000, forEachMutant: 20, atMost: 20_000 };

/**
 * Finds the figures of a policy that the compared cells exercise: whatever other value a figure had, one of their bills would be
 * another one. When there are many cells, it looks at some that are spread evenly over them. Ends early when the signal aborts, with
 * what was found.
 */
export async function exercisedFigures(compared: ComparedCells, signal?: AbortSignal): Promise<CatalogFigures> {
  const { matrix, cells } = compared;
  const search = new FigureSearch(compared);
  const budget = Math.min(bills.atMost, bills.atLeast + bills.forEachMutant * search.mutantCount);
  let lookedAt = 0;
  for await (const cell of withPauses(spreadEvenly(cells), signal)) {
    if (search.bills >= budget || search.isOver) break;
    search.lookAt(matrix.caseOf(cell));
    lookedAt += 1;
  }
  return { count: search.figureCount, notExercised: search.left, lookedAt, compared: cells.length };
}

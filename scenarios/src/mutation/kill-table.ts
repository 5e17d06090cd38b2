import { type Defect, defects, type Policy, standardPolicy } from '@billing-testkit/engine';
import { CaseProblem } from '../cases/billing-case.ts';
import { type Reference, referenceFor, type Via } from '../cases/reference.ts';
import { EngineOutcomes } from '../diagnosis/engine-outcomes.ts';
import { withPauses } from '../diagnosis/with-pauses.ts';
import { coveredCells } from '../matrices/coverage.ts';
import { type Cell, cellCount, type Matrix } from '../matrices/matrix.ts';
import { compareOutcomes } from '../runs/compare-outcomes.ts';

/** The cells of a matrix on which known defects are tried. */
export interface MatrixSample {
  readonly matrix: Matrix;
  /** The choice of the cells: `full` or `pairwise`. */
  readonly coverage: 'full' | 'pairwise';
  readonly cells: readonly Cell[];
  readonly via: Via;
  readonly reference: Reference;
}

interface SampleOptions {
  /** The figures to bill by; the standard policy when absent. */
  readonly policy?: Policy;
  /** The way in which a target would be asked; by account when absent. */
  readonly via?: Via;
}

/** A matrix with more cells is tried on a pairwise cover: all cells of the standard matrix would take minutes. */
const MAX_FULL = 2000;

const SEED = 1;

/** All cells of a matrix, or a pairwise cover of a large one. */
export function matrixSample(matrix: Matrix, options: SampleOptions = {}): MatrixSample {
  const { policy = standardPolicy, via = 'account' } = options;
  const coverage = cellCount(matrix.dimensions) > MAX_FULL ? 'pairwise' : 'full';
  const cells = coveredCells(matrix.dimensions, coverage, SEED);
  return { matrix, coverage, cells, via, reference: referenceFor(via, policy) };
}

/** The known-wrong engines that each matrix finds. */
export interface KillTable {
  readonly matrices: readonly TriedMatrix[];
  /** The defects, in the order of the catalogue. */
  readonly rows: readonly KillRow[];
}

interface TriedMatrix {
  readonly matrix: string;
  readonly coverage: 'full' | 'pairwise';
  /** The number of cells that were tried; those that can't be asked for are not among them. */
  readonly cells: number;
  /** The number of cells that were not tried, because the search was stopped. */
  readonly left: number;
}

export interface KillRow {
  readonly defect: Defect;
  /** The first cell of each matrix whose bill the defect changes; undefined when no tried cell shows the defect. */
  readonly kills: readonly (Cell | undefined)[];
}

/** Tries every known defect on every cell. Ends early when the signal aborts, with what was found. */
export async function killTable(samples: readonly MatrixSample[], signal?: AbortSignal): Promise<KillTable> {
  const tried: TriedMatrix[] = [];
  const kills: ReadonlyMap<Defect, Cell>[] = [];
  for (const one of samples) {
    const { killedIn, ...counts } = await killsOf(one, signal);
    tried.push({ matrix: one.matrix.name, coverage: one.coverage, ...counts });
    kills.push(killedIn);
  }
  const rows = defects.map((defect) => ({ defect, kills: kills.map((killedIn) => killedIn.get(defect)) }));
  return { matrices: tried, rows };
}

async function killsOf({ matrix, cells, reference }: MatrixSample, signal: AbortSignal | undefined) {
  const killedIn = new Map<Defect, Cell>();
  let [tried, left] = [0, cells.length];
  for await (const cell of withPauses(cells, signal)) {
    const alive = defects.filter((defect) => !killedIn.has(defect));
    const killed = killedBy(new EngineOutcomes(matrix.caseOf(cell), reference, alive), alive);
    left -= 1;
    if (killed) tried += 1;
    for (const defect of killed ?? []) killedIn.set(defect, cell);
  }
  return { cells: tried, left, killedIn };
}

/** The defects that change a bill; nothing when there is no bill to change. */
function killedBy(outcomes: EngineOutcomes, alive: readonly Defect[]): Defect[] | undefined {
  try {
    if (!outcomes.right.bill) return undefined;
  } catch (error) {
    if (error instanceof CaseProblem) return undefined;
    throw error;
  }
  return alive.filter((defect) => {
    const outcome = outcomes.with([defect]);
    return outcome !== outcomes.right && compareOutcomes(outcomes.right, outcome).length > 0;
  });
}

import { type Defect, defects } from '@billing-testkit/engine';
import { compareOutcomes } from '../bill/compare.ts';
import { CaseProblem } from '../life/case-problem.ts';
import type { Cell } from '../matrix/matrix.ts';
import { EngineOutcomes } from './engine-lives.ts';
import { withPauses } from './in-bursts.ts';
import type { MatrixSample } from './survey.ts';

/** Which matrices find which known-wrong engines out. */
export interface KillTable {
  readonly matrices: readonly TriedMatrix[];
  /** In the order of the catalogue. */
  readonly rows: readonly KillRow[];
}

interface TriedMatrix {
  readonly matrix: string;
  readonly coverage: 'full' | 'pairwise';
  /** How many cells were tried; those that can't be asked for are not among them. */
  readonly cells: number;
  /** How many cells were not come to, because it was told to end. */
  readonly left: number;
}

export interface KillRow {
  readonly defect: Defect;
  /** Of each matrix the first cell whose bill the defect changes; none when no one would notice, as far as was tried. */
  readonly kills: readonly (Cell | undefined)[];
}

/** Tries every known defect on every cell. Ends early when the signal aborts, with what was found. */
export async function killTable(surveyed: readonly MatrixSample[], signal?: AbortSignal): Promise<KillTable> {
  const tried: TriedMatrix[] = [];
  const kills: ReadonlyMap<Defect, Cell>[] = [];
  for (const one of surveyed) {
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

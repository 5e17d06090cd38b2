import { type Defect, defectsOf, standardPolicy, whyHidden } from '@billing-testkit/engine';
import { CaseProblem } from '../cases/billing-case.ts';
import { EngineOutcomes } from '../diagnosis/engine-outcomes.ts';
import type { Cell } from '../matrices/matrix.ts';
import { compareOutcomes } from '../runs/compare-outcomes.ts';
import { withPauses } from '../runs/with-pauses.ts';
import type { MatrixSample } from './matrix-sample.ts';

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
  /** The reason why no bill by the policy shows the defect; undefined when some bill does. */
  readonly hidden: string | undefined;
}

/**
 * Tries every mistake of engines that bill by the policy of the samples, which is one, on every cell. Ends early when the signal
 * aborts, with the findings until then.
 */
export async function killTable(samples: readonly MatrixSample[], signal?: AbortSignal): Promise<KillTable> {
  const { policy } = samples[0]?.reference ?? { policy: standardPolicy };
  const tried: TriedMatrix[] = [];
  const kills: ReadonlyMap<Defect, Cell>[] = [];
  for (const one of samples) {
    const { killedIn, ...counts } = await killsOf(one, defectsOf(policy), signal);
    tried.push({ matrix: one.matrix.name, coverage: one.coverage, ...counts });
    kills.push(killedIn);
  }
  const rows = defectsOf(policy).map((defect) => ({
    defect,
    kills: kills.map((killedIn) => killedIn.get(defect)),
    hidden: whyHidden(defect, policy),
  }));
  return { matrices: tried, rows };
}

/** The mistakes that a bill could show and no matrix finds. Those of a table that was stopped may still be found. */
export function survivorsOf({ rows }: Pick<KillTable, 'rows'>): KillRow[] {
  return rows.filter(({ kills, hidden }) => hidden === undefined && kills.every((cell) => !cell));
}

async function killsOf(sample: MatrixSample, defects: readonly Defect[], signal: AbortSignal | undefined) {
  const killedIn = new Map<Defect, Cell>();
  let [tried, left] = [0, sample.cells.length];
  for await (const cell of withPauses(sample.cells, signal)) {
    const killed = killedBy(
      sample,
      cell,
      defects.filter((defect) => !killedIn.has(defect)),
    );
    left -= 1;
    if (killed) tried += 1;
    for (const defect of killed ?? []) killedIn.set(defect, cell);
  }
  return { cells: tried, left, killedIn };
}

/** The defects that change a bill; nothing when there is no bill to change. */
function killedBy({ matrix, reference }: MatrixSample, cell: Cell, alive: readonly Defect[]): Defect[] | undefined {
  const outcomes = outcomesOf(() => new EngineOutcomes(matrix.caseOf(cell), reference, alive));
  return (
    outcomes &&
    alive.filter((defect) => {
      const outcome = outcomes.with([defect]);
      return outcome !== outcomes.right && compareOutcomes(outcomes.right, outcome).length > 0;
    })
  );
}

/** The outcomes of a case that has a bill; undefined for one that has none, or that can't be asked for. */
function outcomesOf(make: () => EngineOutcomes): EngineOutcomes | undefined {
  try {
    const outcomes = make();
    return outcomes.right.bill && outcomes;
  } catch (error) {
    if (error instanceof CaseProblem) return undefined;
    throw error;
  }
}

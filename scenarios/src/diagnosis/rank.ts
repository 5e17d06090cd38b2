import { Jury, type Weighed } from './jury.ts';
import type { Suspect } from './suspects.ts';
import type { Witness, WrongCell } from './witness.ts';

export interface Verdict {
  readonly named: readonly Weighed[];
  /** Wrong cells that none of them explains, whether they were diagnosed or not. */
  readonly unexplained: readonly WrongCell[];
  /** How many cells suspects were held against. */
  readonly lookedAt: number;
}

/**
 * The suspects it takes to explain what can be explained: the one that explains most first, then the one that explains most of
 * what is left, and so on; of equal ones a single defect before a pair, and then the one that fewer witnesses contradict. Those that
 * no witness tells apart are both named.
 */
export async function rank(
  suspects: readonly Suspect[],
  wrong: readonly WrongCell[],
  others: Iterable<Witness>,
  signal: AbortSignal | undefined,
): Promise<Verdict> {
  const jury = new Jury(wrong, others, signal);
  const named: Suspect[] = [];
  const left = new Set(wrong);
  let pool = [...suspects];
  while (left.size > 0) {
    const front = foremost(pool, left);
    if (front.length === 0) break;
    const chosen = await jury.choose(front, left);
    const dropped = chosen.length === 0 ? front : chosen;
    pool = pool.filter((suspect) => !dropped.includes(suspect));
    named.push(...chosen);
    for (const { explains } of chosen) for (const cell of explains) left.delete(cell);
  }
  return {
    named: await jury.weighed(named),
    unexplained: await jury.unexplainedBy(named),
    lookedAt: jury.lookedAt,
  };
}

/** The suspects that explain most of the cells that are left, single defects before pairs. */
function foremost(pool: readonly Suspect[], left: ReadonlySet<WrongCell>): Suspect[] {
  const most = Math.max(0, ...pool.map((suspect) => explainedOf(suspect, left).length));
  if (most === 0) return [];
  const explaining = pool.filter((suspect) => explainedOf(suspect, left).length === most);
  const fewest = Math.min(...explaining.map(({ defects }) => defects.length));
  return explaining.filter(({ defects }) => defects.length === fewest);
}

function explainedOf({ explains }: Suspect, left: ReadonlySet<WrongCell>): WrongCell[] {
  return [...left].filter((cell) => explains.has(cell));
}

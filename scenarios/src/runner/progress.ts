import type { Verdict } from './matrix-run.ts';

/** How far a run is. */
export interface Progress {
  /** How many cells are to be run. */
  readonly total: number;
  /** How many cells came to each verdict. */
  readonly counts: Readonly<Record<Verdict, number>>;
  readonly elapsedMs: number;
}

/** How many cells were run. */
export function doneIn({ counts }: Pick<Progress, 'counts'>): number {
  return counts.agrees + counts.differs + counts.failed + counts.skipped;
}

import type { Outcome } from '../cases/bill.ts';
import type { Capability } from '../cases/capabilities.ts';
import type { Via } from '../cases/reference.ts';
import type { Cell, Dimension } from '../matrices/matrix.ts';
import type { Shard } from '../matrices/shard.ts';
import type { Difference } from './compare-outcomes.ts';

/** The results of a matrix that was run against a target. */
export interface MatrixRun {
  readonly matrix: string;
  /** The dimensions of the run, with the members and months that were asked for. */
  readonly dimensions: readonly Dimension[];
  readonly target: string;
  /** The way in which the target was asked: by account or by preview. */
  readonly via: Via;
  /** The first digits of the digest of the catalog; absent for the built-in one. */
  readonly catalog?: string;
  /** The figures that the target's bills do not have and that were not compared, sorted. Absent when there are none. */
  readonly omits?: readonly string[];
  /** Everything that the target can do, in the order of all capabilities. Absent for a target that can do everything. */
  readonly supports?: readonly Capability[];
  readonly selection: Selection;
  readonly ending: Ending;
  /** RFC 3339, in UTC. */
  readonly startedAt: string;
  /** The time of the run. The times of merged runs are added up. */
  readonly durationMs: number;
  /** The results of the cells that were reached, in the order of the matrix. */
  readonly results: readonly CellResult[];
  /** The figures of the catalog that were exercised, and those that were not. Absent when no cell was compared, or the run was interrupted. */
  readonly catalogFigures?: CatalogFigures;
}

/** The figures of a catalog, as far as the compared cells of a run exercise them. */
export interface CatalogFigures {
  /** The number of figures that bills follow from. */
  readonly count: number;
  /** The figures that could have another value, and no bill of the cells that were looked at would be another one. */
  readonly notExercised: readonly UnexercisedFigure[];
  /** The number of cells that were looked at. */
  readonly lookedAt: number;
  /** The number of cells that were compared. */
  readonly compared: number;
}

export interface UnexercisedFigure {
  /** The place in the catalog, like `lateFees.rate`. */
  readonly name: string;
  /** The number of the billing rules' section that has it. */
  readonly section: number;
  readonly value: string;
  /** The nearest other values with which the bills would be the same. */
  readonly unnoticed: readonly string[];
}

/** The choice of the cells of a run. */
export interface Selection {
  /** `full`, `pairwise` or `sample=N`. */
  readonly coverage: string;
  readonly seed: number;
  /** The filter as it was given, like `member=kr,credits=ALL`. */
  readonly filter?: string;
  readonly shard?: Shard;
  /** The shards that were missing when runs were merged. */
  readonly missing?: MissingShards;
  /** The number of cells that were to be run. */
  readonly cells: number;
}

/** The `indexes` of the `count` parts of the cells that were not there when runs were merged, from 1. */
export interface MissingShards {
  readonly indexes: readonly number[];
  readonly count: number;
}

/**
 * The end of a run: after all its cells, when it was interrupted, at its limit of differing bills, or by giving up. Merged runs end
 * as the worst of them did, and incomplete when shards are missing.
 */
export type Ending = 'complete' | 'interrupted' | 'bailed' | 'gave up' | 'incomplete';

/**
 * The result of a cell:
 *
 * - `agrees`: every compared figure is right to the last minor unit, and so is every refusal.
 * - `differs`: a compared figure or refusal is not right.
 * - `failed`: there was no bill to compare. The target could not be reached or did not speak its API, or the engine refuses the case.
 * - `skipped`: the case needs more than the target supports, or the way of asking can't express it.
 */
export type CellResult = AgreeingCell | DifferingCell | UncomparedCell;

export type Verdict = CellResult['verdict'];

export interface AgreeingCell {
  readonly verdict: 'agrees';
  readonly cell: Cell;
}

export interface DifferingCell {
  readonly verdict: 'differs';
  readonly cell: Cell;
  /** The first difference in the order of the stages. */
  readonly first: Difference;
  /** The number of differences. */
  readonly count: number;
  /** Equal for cells that differ in the same figures in the same direction. */
  readonly signature: string;
  /** Both bills. They are kept for some cells of each signature. */
  readonly evidence?: Evidence;
}

/** Both outcomes of a cell, and their differences. */
export interface Evidence {
  readonly expected: Outcome;
  readonly actual: Outcome;
  /** The differences in the order of the stages. */
  readonly differences: readonly Difference[];
}

export interface UncomparedCell {
  readonly verdict: 'failed' | 'skipped';
  readonly cell: Cell;
  /** The reason, in a sentence. */
  readonly message: string;
  /** The capabilities that the case needs and the target does not support; absent when the cell has no bill for another reason. */
  readonly lacks?: readonly Capability[];
}

/** The progress of a run. */
export interface Progress {
  /** The number of cells that are to be run. */
  readonly total: number;
  /** The number of cells that came to each verdict. */
  readonly counts: Readonly<Record<Verdict, number>>;
  readonly elapsedMs: number;
}

/** The number of cells that were run. */
export function doneIn({ counts }: Pick<Progress, 'counts'>): number {
  return counts.agrees + counts.differs + counts.failed + counts.skipped;
}

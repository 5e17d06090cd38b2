import type { MatrixRun } from '../runner/matrix-run.ts';
import { comparedIn, type LabelTally, tallyByLabel } from './tally.ts';

/** A dimension, and what came of the cells with each of its values. */
export interface DimensionShare {
  readonly dimension: string;
  /** Without values of which no cell was run. */
  readonly values: readonly LabelTally[];
}

/** Where bills are wrong: the dimensions that make a difference to it, the greatest first, and the names of those that make none. */
export interface DimensionShares {
  readonly differing: readonly DimensionShare[];
  readonly uniform: readonly string[];
}

export function dimensionShares(run: MatrixRun): DimensionShares {
  const facets = run.dimensions.map((dimension) => ({
    dimension: dimension.name,
    values: tallyByLabel(run.results, dimension).filter(({ tally }) => comparedIn(tally) > 0),
  }));
  return {
    differing: facets.filter((facet) => spreadOf(facet) > 0).sort((a, b) => spreadOf(b) - spreadOf(a)),
    uniform: facets
      .filter((facet) => facet.values.length > 1 && spreadOf(facet) === 0)
      .map(({ dimension }) => dimension),
  };
}

/** How far the shares of wrong bills are apart. */
function spreadOf({ values }: DimensionShare): number {
  const shares = values.map(({ tally }) => tally.differs / comparedIn(tally));
  return shares.length === 0 ? 0 : Math.max(...shares) - Math.min(...shares);
}

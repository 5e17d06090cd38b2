import { type Policy, standardPolicy } from '@billing-testkit/engine';
import { type Reference, referenceFor, type Via } from '../life/reference.ts';
import { cellCount } from '../matrix/cells.ts';
import { coveredCells } from '../matrix/coverage.ts';
import type { Cell, Matrix } from '../matrix/matrix.ts';

/** Cells of a matrix on which known defects are tried. */
export interface MatrixSample {
  readonly matrix: Matrix;
  /** How the cells were chosen: `full` or `pairwise`. */
  readonly coverage: 'full' | 'pairwise';
  readonly cells: readonly Cell[];
  readonly via: Via;
  readonly reference: Reference;
}

export interface SampleOptions {
  /** The figures to bill by; the standard policy when absent. */
  readonly policy?: Policy;
  /** How a target would be asked; for whole lives when absent. */
  readonly via?: Via;
}

/** Of a larger matrix a pairwise cover is tried: all of the standard one would take minutes. */
const MAX_FULL = 2000;

const SEED = 1;

/** All cells of a matrix, or a pairwise cover of a large one. */
export function matrixSample(matrix: Matrix, options: SampleOptions = {}): MatrixSample {
  const { policy = standardPolicy, via = 'account' } = options;
  const coverage = cellCount(matrix.dimensions) > MAX_FULL ? 'pairwise' : 'full';
  const cells = coveredCells(matrix.dimensions, coverage, SEED);
  return { matrix, coverage, cells, via, reference: referenceFor(via, policy) };
}

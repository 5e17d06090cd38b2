import type { BillingCase } from '../cases/billing-case.ts';

/** A matrix that can't be run: `message` says in a sentence what of it, and where. */
export class MatrixProblem extends Error {
  override readonly name = 'MatrixProblem';
}

/** A cell of a matrix: one value of each dimension, by its label. */
export type Cell = Readonly<Record<string, string>>;

/** Something that varies from cell to cell, by the labels of its values; the first one is the neutral one. */
export interface Dimension {
  readonly name: string;
  readonly labels: readonly string[];
}

/** Business cases in every combination of the values of some dimensions. */
export interface Matrix {
  readonly name: string;
  readonly dimensions: readonly Dimension[];
  /** The case that a cell stands for. Throws a `RangeError` for a label that its dimension does not have. */
  caseOf(cell: Cell): BillingCase;
}

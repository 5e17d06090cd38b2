import type { Stage } from '../bill/figures.ts';
import type { Cell } from '../matrix/matrix.ts';

/** Which known defects make the bills that a target made. */
export interface Diagnosis {
  /** The cells that were diagnosed, each of another signature. */
  readonly cells: readonly DiagnosedCell[];
  /** Best first; none when no defect makes any of the bills. */
  readonly explanations: readonly Explanation[];
}

export interface DiagnosedCell {
  readonly cell: Cell;
  readonly signature: string;
  /** The first step whose figures differ. */
  readonly stage: Stage;
  /** What makes the target's whole bill: single defects, or pairs when no single one does, by their names. */
  readonly explainedBy: readonly (readonly string[])[];
}

/** A defect, or two together, and how much of what was seen it explains. */
export interface Explanation {
  /** One name or two. */
  readonly defects: readonly string[];
  /** What they do wrong, a sentence each. */
  readonly sentences: readonly string[];
  /** Of how many of the diagnosed cells it makes the target's whole bill. */
  readonly explains: number;
  /** In how many cells that were looked at it would make another bill than the target did. */
  readonly contradictedBy: number;
}

import type { Stage } from '../cases/bill-figures.ts';
import type { Cell } from '../matrices/matrix.ts';

/** Which known defects make the bills that a target made. */
export interface Diagnosis {
  /** The cells that were diagnosed: one of each signature, and some that what explains those does not explain. */
  readonly cells: readonly DiagnosedCell[];
  /** Best first; none when no defect makes any of the bills. Two that explain the same cells could not be told apart. */
  readonly explanations: readonly Explanation[];
  /** How many kinds of difference were seen: signatures of each run. One cell of each is diagnosed as long as there are few. */
  readonly kinds: number;
  /** How many cells explanations were held against: those that were diagnosed, and a sample of all others. */
  readonly lookedAt: number;
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
  /** In how many of the cells that were looked at it would make another bill than the target did. */
  readonly contradictedBy: number;
}

/** A cell whose bill is wrong, as plain as it gets, and how to see it again. */
export interface Reproduction {
  /** The one that was seen. */
  readonly cell: Cell;
  /** With as many neutral values as possible; its bill is still wrong in the same step. */
  readonly shrunk: Cell;
  /** The dimensions whose values are not the neutral ones. */
  readonly essential: readonly string[];
  /** The first step whose figures differ. */
  readonly stage: Stage;
  /** The command line that runs the shrunk cell. */
  readonly command: string;
}

/** The diagnosis of a run, with the plainest cells that still differ. */
export interface RunDiagnosis extends Diagnosis {
  readonly reproductions: readonly Reproduction[];
}

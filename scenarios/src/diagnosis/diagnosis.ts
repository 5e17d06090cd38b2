import type { Stage } from '../cases/bill.ts';
import type { Cell } from '../matrices/matrix.ts';

/** The known defects that make the bills of a target. */
export interface Diagnosis {
  /** The diagnosed cells: one of each signature, and some cells that the explanations of those do not explain. */
  readonly cells: readonly DiagnosedCell[];
  /**
   * The explanations, best first; none when no defect makes any of the bills. No cell tells two apart that explain the same cells.
   */
  readonly explanations: readonly Explanation[];
  /** The number of kinds of difference, which are the signatures of each run. When there are few, one cell of each is diagnosed. */
  readonly kinds: number;
  /** The number of cells that explanations were compared with: the diagnosed ones and a sample of the others. */
  readonly lookedAt: number;
  /** The number of further cells that the target was asked for to be sure of a figure; absent when there are none. */
  readonly asked?: number;
  /** The sums that do not add up on the target's own bills, in the order of the steps; absent when all do. */
  readonly sums?: readonly BrokenSum[];
  /** The explanation that comes nearest in the diagnosed cells that none explains; absent when there are no such cells. */
  readonly nearest?: NearestExplanation;
}

/** A total of the target's bills that is not the sum of the figures printed above it, whatever the rules. */
export interface BrokenSum {
  /** The total, like `usageAmount`. */
  readonly figure: string;
  /** Its parts in words, like `lines` or `charge + vat + unpaidAmount + lateFee`. */
  readonly parts: string;
  /** The first wrong bill that shows it, with the sum of its parts and the total that it prints. */
  readonly cell: Cell;
  readonly sum: number;
  readonly says: number;
  /** The number of wrong bills in which it does not add up, of those in which it was checked. */
  readonly bills: number;
  readonly checked: number;
}

/**
 * The nearest explanation of cells that no explanation makes: it makes some of the figures that differ, and others it does not make. A
 * right figure that it would change counts as one that it does not explain.
 */
export interface NearestExplanation {
  /** The names of the defects; none when no defect makes any of the figures. */
  readonly defects: readonly string[];
  readonly sentences: readonly string[];
  readonly broken: readonly BrokenRule[];
  /** The number of differing figures that it explains, of all of the cells. */
  readonly explains: number;
  readonly figures: number;
  /** The number of the others that follow by the rules from figures which the target printed before them. */
  readonly follow: number;
  /** The number of cells in which it explains some figure, of all that nothing explains. */
  readonly cells: number;
  readonly unexplainedCells: number;
  /** The figures that are neither explained nor follow from others, whatever their lines, like `period.start`; in the order of the steps. */
  readonly notExplained: readonly string[];
  /** The first step with such a figure. */
  readonly stage: Stage;
}

export interface DiagnosedCell {
  readonly cell: Cell;
  readonly signature: string;
  /** The first step whose figures differ. */
  readonly stage: Stage;
  /** The names of the defects that make the target's whole bill: single defects, or pairs when no single one does. */
  readonly explainedBy: readonly (readonly string[])[];
}

/** A defect or a wrong figure, or a pair of them, and how many cells it explains. */
export interface Explanation {
  /** One name, or the two names of a pair. The name of a figure has its value: `lateFees.rate=6`. */
  readonly defects: readonly string[];
  /** One sentence for each defect that describes the mistake. */
  readonly sentences: readonly string[];
  /** The rule that each defect breaks, as the policy of the run has it; absent in reports of versions that did not tell. */
  readonly broken?: readonly BrokenRule[];
  /** The figures of the catalog among the defects; absent when there are none. */
  readonly figures?: readonly FoundFigure[];
  /** The number of diagnosed cells whose whole bill it makes. */
  readonly explains: number;
  /** The number of examined cells in which it would make another bill than the target did. */
  readonly contradictedBy: number;
}

/** A figure of the catalog that is another one in the target. */
export interface FoundFigure {
  /** Its place in the catalog, like `lateFees.rate`. */
  readonly name: string;
  /** The value in the catalog. */
  readonly value: string;
  /** The value by which the target bills. */
  readonly found: string;
}

/** A rule, and the number of the billing rules' section that has it. */
export interface BrokenRule {
  readonly section: number;
  readonly rule: string;
}

/** A cell whose bill is wrong, the plainest cell that is still wrong in the same step, and the command that runs it. */
export interface Reproduction {
  /** The cell of the run. */
  readonly cell: Cell;
  /** The cell with as many neutral values as possible whose bill is still wrong in the same step. */
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

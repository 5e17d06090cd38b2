/** A figure of a bill or a word on it. A value that a target sends in its place is kept as it is, so that reports can show it. */
export type Scalar = string | number | boolean | null;

/** One line of a list on a bill, by the names of its figures. */
export type BillRow = Readonly<Record<string, Scalar>>;

/**
 * A bill in one form, whoever made it: decimals and instants are written in one way, and ids, which every system makes for
 * itself, are left out. Two bills are the same when all of it is.
 */
export interface Bill {
  /** The totals. A value that was sent in place of a list is here too, by the name of the list. */
  readonly totals: BillRow;
  /** The lines in the order in which the bill prints them, as in the other lists. */
  readonly lineItems: readonly BillRow[];
  readonly appliedAdjustments: readonly BillRow[];
  readonly appliedCredits: readonly BillRow[];
}

/** A step of a case that was refused, and the code of the refusal. */
export interface StepRefusal {
  readonly step: string;
  readonly code: string;
}

/** The outcome of a case: its bill, and the steps that were refused. */
export interface Outcome {
  readonly refusals: readonly StepRefusal[];
  /** The month's bill; undefined when it was never calculated. */
  readonly bill: Bill | undefined;
  /** How many bills there are of the month, when it is more than the one that there should be. */
  readonly statements?: number;
}

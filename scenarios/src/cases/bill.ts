/** A figure of a bill or a word on it. What a target sends in its place is kept as it is, so that reports can show it. */
export type Scalar = string | number | boolean | null;

/** One line of a list on a bill, by the names of its figures. */
export type BillRow = Readonly<Record<string, Scalar>>;

/**
 * A bill in one form, whoever made it: decimals and instants are written in one way, and ids, which every system makes for
 * itself, are left out. Two bills are the same when all of it is.
 */
export interface Bill {
  /** Where something else than a list was sent, that by the name of the list. */
  readonly totals: BillRow;
  /** In the order they are printed, as the other lists. */
  readonly lineItems: readonly BillRow[];
  readonly appliedAdjustments: readonly BillRow[];
  readonly appliedCredits: readonly BillRow[];
}

/** A step of a life that was refused, and the code that it was refused with. */
export interface StepRefusal {
  readonly step: string;
  readonly code: string;
}

/** What came of a case. */
export interface Outcome {
  readonly refusals: readonly StepRefusal[];
  /** The month's bill; none when it was never calculated. */
  readonly bill: Bill | undefined;
  /** How many bills there are of the month, when it is more than the one that there should be. */
  readonly statements?: number;
}

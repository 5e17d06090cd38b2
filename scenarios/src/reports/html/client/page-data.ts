/** The value of a figure on a bill; null when the bill has no such figure. */
export type DisplayValue = string | null;

/** The data for the list of wrong bills. */
export interface CellsData {
  readonly dimensions: readonly { readonly name: string; readonly labels: readonly string[] }[];
  /** The places of the dimensions that the page is laid out by. */
  readonly axes: readonly number[];
  /** The names that the numbers of steps in `cells` stand for. */
  readonly stages: readonly string[];
  /** The names that the numbers of figures in `cells` stand for. */
  readonly figures: readonly string[];
  /** The cells in the order of the matrix, those whose bills were kept before the others. */
  readonly cells: readonly CellRow[];
}

/**
 * A cell whose bill is wrong, and the first difference, with both sides unless they say nothing more. Cells are numbered with the
 * last dimension varying fastest.
 */
export type CellRow = readonly [
  cell: number,
  stage: number,
  figure: number,
  expected: DisplayValue,
  actual: DisplayValue,
  /** The number of the kind of difference: the same for cells that differ in the same figures in the same direction. */
  kind: number,
  /** The number of its bill in `BillsData`; -1 when it was not kept. */
  bill: number,
];

/** Both sides of the bills that were kept. */
export interface BillsData {
  readonly stages: readonly string[];
  /** The line that a figure is of, empty for a total, and the name of the figure. */
  readonly figures: readonly (readonly [line: string, figure: string])[];
  readonly bills: readonly BillData[];
}

export interface BillData {
  /** The defects that make such a bill. */
  readonly explainedBy: string;
  /** The figures in the order of the bill. */
  readonly figures: readonly BillFigure[];
}

/** A figure that agrees has one value. A figure that differs has the expected value and the actual one. */
export type BillFigure =
  | readonly [figure: number, stage: number, value: DisplayValue]
  | readonly [figure: number, stage: number, expected: DisplayValue, actual: DisplayValue];

/** A wrong bill as the list tells of it. */
export interface OpenedCell {
  /** The cell, like `member=kr, month=2025-03`. */
  readonly title: string;
  /** The first difference. */
  readonly first: string;
  /** The number of its bill, or of one that is wrong in the same figures. */
  readonly bill: number;
  /** The cell whose bill is shown, when it is another one. */
  readonly other?: string;
}

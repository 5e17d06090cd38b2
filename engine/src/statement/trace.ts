import { type Exact, exact, formatExact } from '../values/exact.ts';

/** The steps of a calculation in the order of the billing rules. */
export const steps = ['aggregate', 'price', 'contract', 'adjust', 'credit', 'tax', 'carry'] as const;

export type Step = (typeof steps)[number];

/** One figure of a calculation: its exact value, its rounded value, and the section of the rules that made it. */
export interface TracedFigure {
  readonly step: Step;
  /** The number of the section of the billing rules. */
  readonly section: number;
  /** The figure's name on the statement. */
  readonly figure: string;
  /** The thing that the figure is of, when there are several: a project, a counter, an adjustment, a credit, a month. */
  readonly of?: Readonly<Record<string, string>>;
  /** The unit of a quantity. */
  readonly unit?: string;
  /** The value before rounding: a decimal string, or a fraction `n/d` when its digits never end. */
  readonly exact: string;
  /** The value as the statement has it. */
  readonly value: number | string;
}

/** A function that is told every figure of a calculation as it is made. */
export type Trace = (figure: TracedFigure) => void;

/** An exact figure as the trace prints it. */
export function exactText(value: Exact): string {
  const decimal = formatExact(value);
  return value.equals(exact(decimal)) ? decimal : value.toString();
}

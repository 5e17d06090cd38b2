import type { Policy } from '../policy/policy.ts';

/** A number, mode, time zone or order of a policy that bills follow from. */
export interface Figure extends FigurePlace {
  /** The figure as the policy has it. */
  readonly value: string;
  /** The figure changed by the least that matters, lower values first; at least one. */
  readonly mutants: readonly Mutant[];
}

/** The place of a figure in a policy. */
export interface FigurePlace {
  /** The place in the catalog as a person writes it, like `prices.network.traffic.out.KRW tier 2 upTo`. */
  readonly name: string;
  /** The number of the billing rules' section that has it. */
  readonly section: number;
  /** A JSON pointer into the policy, like `/members/0/taxRate`. */
  readonly path: string;
  /** The names of the members whose bills can follow from it. */
  readonly members: readonly string[];
}

/** Another value of a figure. */
export interface Mutant {
  readonly value: string;
  /** Makes the policy in which the figure has this value. All other figures are as they were. */
  readonly policy: () => Policy;
}

/** The other values that a figure may have, the policy with one of them, and how a value is written. */
interface Changes<Value> {
  readonly others: readonly Value[];
  readonly changed: (other: Value) => Policy;
  readonly text?: (value: Value) => string;
}

export function figureOf<Value>(
  place: FigurePlace,
  value: Value,
  { others, changed, text = String }: Changes<Value>,
): Figure {
  const mutants = others.map((other) => ({ value: text(other), policy: () => changed(other) }));
  return { ...place, value: text(value), mutants };
}

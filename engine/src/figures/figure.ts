import type { Policy } from '../policy/policy.ts';
import type { FigureDomain, FigureValues } from './figure-values.ts';

/** A number, mode, time zone or order of a policy that bills follow from. */
export interface Figure extends FigurePlace {
  /** The figure as the policy has it. */
  readonly value: string;
  /** The values that it may have. */
  readonly domain: FigureDomain;
  /** The figure changed by the least that matters, lower values first; at least one. */
  readonly mutants: readonly Mutant[];
  /** Makes the policy in which the figure has another value, and all others are as they were; `undefined` for a text that is no value of it. */
  readonly withValue: (value: string) => Policy | undefined;
  /** A sentence that says which value a system has in place of the policy's, like `The late fee is 6 %, not 5 %.` */
  readonly sentence: (other: string) => string;
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

/** The values of a figure, and the policies and sentences with other ones. */
interface Changes<Value> {
  /** The values nearest to its own that matter. */
  readonly others: readonly Value[];
  readonly values: FigureValues<Value>;
  /** The policy with another value. */
  readonly changed: (other: Value) => Policy;
  /** The value as it is written. */
  readonly text?: (value: Value) => string;
  /** Makes a sentence of another value and its own one. */
  readonly sentence: (other: string, own: string) => string;
}

export function figureOf<Value>(place: FigurePlace, value: Value, changes: Changes<Value>): Figure {
  const { others, values, changed, text = String, sentence } = changes;
  const own = text(value);
  return {
    ...place,
    value: own,
    domain: values.domain,
    mutants: others.map((other) => ({ value: text(other), policy: () => changed(other) })),
    withValue(other) {
      const read = values.read(other);
      return read === undefined ? undefined : changed(read);
    },
    sentence: (other) => sentence(other, own),
  };
}

import type { AlternativeName, RuleChoiceName } from '../policy/rule-choices.ts';
import type { Rules } from '../rules/rules.ts';

/** One of the ways in which real systems follow a rule. */
export interface Alternative {
  /** The name of the mistake that it is for a team that chose another alternative. */
  readonly defect: string;
  /** A sentence that says how a bill is made. */
  readonly sentence: string;
  /** The functions that follow it. Alternatives of one choice replace the same functions, those of other choices replace others. */
  readonly rules: Partial<Rules>;
}

/** The alternatives of every choice. */
export type Alternatives = {
  readonly [Choice in RuleChoiceName]: { readonly [Name in AlternativeName<Choice>]: Alternative };
};

import type { RuleChoiceName } from '../policy/rule-choices.ts';
import type { Rules } from '../rules/rules.ts';

/** A mistake that real billing makes: an engine with it is wrong in one way and right in all others. */
export interface Defect {
  /** Its name in kebab-case. */
  readonly name: string;
  /** A sentence that says what goes wrong. */
  readonly sentence: string;
  /** The number of the billing rules' section that it breaks. */
  readonly section: number;
  /** A sentence that says the rule that it breaks. */
  readonly rule: string;
  /** The functions that it has in place of those of the rules. */
  readonly rules: Partial<Rules>;
}

/** A mistake that no team would choose, so that it is one by whatever catalog. */
export interface GeneralDefect extends Omit<Defect, 'rule'> {
  /** A sentence that says the rule that it breaks, or the choice that says it. */
  readonly rule: string | { readonly choice: RuleChoiceName };
}

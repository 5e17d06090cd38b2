import type { Policy } from '../policy/policy.ts';
import type { RuleChoiceName, RuleChoices } from '../policy/rule-choices.ts';
import type { Rules } from '../rules/rules.ts';

/** A mistake that real billing makes: an engine with it is wrong in one way and right in all others. */
export interface Defect {
  /** Its name in kebab-case. */
  readonly name: string;
  /** A sentence that describes the mistake. */
  readonly sentence: string;
  /** The number of the billing rules' section that it breaks. */
  readonly section: number;
  /** A sentence that states the rule that it breaks. */
  readonly rule: string;
  /** The functions that it has in place of those of the rules. */
  readonly rules: Partial<Rules>;
}

/** A mistake that no team would choose, so that it is a mistake by every catalog. */
export interface GeneralDefect extends Omit<Defect, 'rule' | 'rules'> {
  /** A sentence that states the rule that it breaks, or the choice that states it. */
  readonly rule: string | { readonly choice: RuleChoiceName };
  /** The functions that replace those of the rules, or a function that makes them for the policy's choices. */
  readonly rules: Partial<Rules> | ((policy: Policy) => Partial<Rules>);
  /** The only choices with which it is a mistake: with others it is right, or it is another mistake. */
  readonly onlyWith?: RuleChoices;
}

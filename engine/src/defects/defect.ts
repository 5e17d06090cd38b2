import type { Rules } from '../rules/rules.ts';

/** A mistake that real billing makes: an engine with it is wrong in one way and right in all others. */
export interface Defect {
  /** In kebab-case. */
  readonly name: string;
  /** What goes wrong. */
  readonly sentence: string;
  /** The number of the billing rules' section that it breaks. */
  readonly section: number;
  /** The rule that it breaks. */
  readonly rule: string;
  /** The rules that it has in place of the standard ones. */
  readonly rules: Partial<Rules>;
}

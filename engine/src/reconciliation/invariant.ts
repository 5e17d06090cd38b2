import type { Account } from '../account/account.ts';
import type { RuleChoices } from '../policy/rule-choices.ts';

/** A sentence that is true of every account at any time, if it is billed by certain choices. */
export interface Invariant {
  /** The number of the section of the billing rules that states it. */
  readonly section: number;
  readonly invariant: string;
  /** The only choices by which it has to be true; by any when absent. */
  readonly onlyWith?: RuleChoices;
  /** Sentences that tell the places where it is not true. */
  readonly violations: (account: Account) => Iterable<string>;
}

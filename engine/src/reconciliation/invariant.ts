import type { Account } from '../account/account.ts';

/** Something that holds for every account at any time. */
export interface Invariant {
  /** Of the billing rules. */
  readonly section: number;
  readonly invariant: string;
  /** Where it does not hold, in sentences. */
  readonly violations: (account: Account) => Iterable<string>;
}

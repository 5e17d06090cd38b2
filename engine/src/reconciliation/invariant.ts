import type { Account } from '../account/account.ts';

/** A sentence that is true of every account at any time. */
export interface Invariant {
  /** The number of the section of the billing rules that says so. */
  readonly section: number;
  readonly invariant: string;
  /** Sentences that say where it is not true. */
  readonly violations: (account: Account) => Iterable<string>;
}

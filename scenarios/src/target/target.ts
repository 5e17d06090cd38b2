import type { Outcome } from '../bill/bill.ts';
import type { BillingCase } from '../life/billing-case.ts';

/** What is held against the engine: a system that can live a case and tell the bill. */
export interface Target {
  /** What reports call it. */
  readonly name: string;
  /**
   * Lives the case on an account that nothing else uses, and answers what came of it. A step that the system refuses is part of
   * the outcome. What this throws is an error of the run, no wrong bill: the system was not reached or did not speak its API.
   */
  bill(billingCase: BillingCase, context: CaseContext): Promise<Outcome>;
  /** Throws when the system can't be used at all, so that a run ends before it began. */
  check?(signal: AbortSignal): Promise<void>;
  /** Lets go of what it holds. */
  close?(): Promise<void>;
  /** Figures that its bills do not have, like `period.start` or `lineItems.netAmount`. All others are compared. */
  readonly omits?: readonly string[];
}

/** What a life needs besides its case. */
export interface CaseContext {
  /** A name for the account that no other life has: letters, digits, `-` and `_`. */
  readonly uuid: string;
  /** Ends the life early. */
  readonly signal: AbortSignal;
}

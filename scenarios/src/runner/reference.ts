import type { Rules } from '@billing-testkit/engine';
import type { Outcome } from '../bill/bill.ts';
import type { BillingCase } from '../life/billing-case.ts';

/**
 * What should come of a case, by the billing rules or by others in their place: the engine asked in the same way as the target.
 * Throws a `CaseProblem` for a case that can't be asked for in that way.
 */
export type Reference = (billingCase: BillingCase, rules?: Rules) => Outcome;

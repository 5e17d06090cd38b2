import type { Policy, Rules } from '@billing-testkit/engine';
import type { Outcome } from './bill.ts';
import { billByEngine } from './bill-by-engine.ts';
import type { BillingCase } from './billing-case.ts';
import { previewByEngine } from './preview.ts';

/** The way in which a case is asked for: by taking its steps on an account, or as one preview. */
export type Via = 'account' | 'preview';

/**
 * Makes the right outcome of a case, by the billing rules or by others in their place. The engine is asked in the same way as the
 * target. Throws a `CaseProblem` for a case that can't be asked for in that way.
 */
export type Reference = (billingCase: BillingCase, rules?: Rules) => Outcome;

/** The engine as the reference: it bills by the figures of a policy, by account or by preview. */
export function referenceFor(via: Via, policy: Policy): Reference {
  const ask = via === 'account' ? billByEngine : previewByEngine;
  return (billingCase, rules) => ask(billingCase, { policy, ...(rules && { rules }) });
}

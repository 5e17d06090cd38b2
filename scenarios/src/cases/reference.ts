import type { Policy, Rules } from '@billing-testkit/engine';
import type { Outcome } from './bill.ts';
import { billByEngine } from './bill-by-engine.ts';
import type { BillingCase } from './billing-case.ts';
import { previewByEngine } from './preview.ts';

/** The way in which a case is asked for: by taking its steps on an account, or as one preview. */
export type Via = 'account' | 'preview';

/**
 * Makes the right outcome of a case, by the rules that the policy chose or by others in their place. The engine is asked in
 * the way that `via` says; a target that is passed has to bill in that way itself. Throws a `CaseProblem` for a case that can't be asked for in that way.
 */
export interface Reference {
  (billingCase: BillingCase, rules?: Rules): Outcome;
  /** The policy that it bills by. The mistakes that an engine could make follow from it. */
  readonly policy: Policy;
  /** The same reference with other figures. It is asked as this one is: a preview has the earlier months as this one's policy has them. */
  by(other: Policy): Reference;
}

/** The engine as the reference: it bills by the figures of a policy, by account or by preview. */
export function referenceFor(via: Via, policy: Policy): Reference {
  return referenceBy(via, policy, policy);
}

function referenceBy(via: Via, policy: Policy, askedBy: Policy): Reference {
  const outcomeOf = (billingCase: BillingCase, rules?: Rules) => {
    const billing = { policy, ...(rules && { rules }) };
    return via === 'account' ? billByEngine(billingCase, billing) : previewByEngine(billingCase, billing, askedBy);
  };
  return Object.assign(outcomeOf, { policy, by: (other: Policy) => referenceBy(via, other, askedBy) });
}

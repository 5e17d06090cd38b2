import { type Policy, type Rules, rulesOf, standardPolicy } from '@billing-testkit/engine';
import { referenceFor, type Via } from '../cases/reference.ts';
import type { Target } from './target.ts';

export interface EngineTargetOptions {
  /** The name in reports. */
  readonly name?: string;
  /** The figures to bill by; the standard policy when absent. */
  readonly policy?: Policy;
  /** The rules to bill by; those that the policy chose when absent. */
  readonly rules?: Rules;
  /** The way in which the engine is asked; by account when absent. */
  readonly via?: Via;
}

/** The engine as a target, with other figures or rules if wanted. It shows the effect of wrong rules without a server. */
export function engineTarget(options: EngineTargetOptions = {}): Target {
  const { name = 'engine', policy = standardPolicy, rules = rulesOf(policy), via = 'account' } = options;
  const reference = referenceFor(via, policy);
  return { name, bill: async (billingCase) => reference(billingCase, rules) };
}

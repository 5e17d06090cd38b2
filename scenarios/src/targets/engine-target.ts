import { type Policy, type Rules, standardPolicy, standardRules } from '@billing-testkit/engine';
import { referenceFor, type Via } from '../cases/reference.ts';
import type { Target } from './target.ts';

export interface EngineTargetOptions {
  /** What reports call it. */
  readonly name?: string;
  /** The figures to bill by; the standard policy when absent. */
  readonly policy?: Policy;
  /** The rules to bill by; the billing rules as written when absent. */
  readonly rules?: Rules;
  /** How it is asked; for whole lives when absent. */
  readonly via?: Via;
}

/** The engine in the place of a system that bills, by other figures and rules if wanted: what wrong ones do is seen without a server. */
export function engineTarget(options: EngineTargetOptions = {}): Target {
  const { name = 'engine', policy = standardPolicy, rules = standardRules, via = 'account' } = options;
  const live = referenceFor(via, policy);
  return { name, bill: async (billingCase) => live(billingCase, rules) };
}

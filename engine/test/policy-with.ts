import { type Policy, type RuleChoices, standardPolicy } from '../src/index.ts';

/** The standard policy with these choices, and without grace when they say that there is none. */
export function policyWith(rules: RuleChoices): Policy {
  const { lateFees } = standardPolicy;
  return {
    ...standardPolicy,
    ...(rules.lateFeeGrace === 'NONE' && { lateFees: { ...lateFees, graceDays: 0 } }),
    rules,
  };
}

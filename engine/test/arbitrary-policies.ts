import fc from 'fast-check';
import { choices, type Policy, type RuleChoices } from '../src/index.ts';
import { policyWith } from './policy-with.ts';

const some = fc.tuple(
  ...choices.map(({ name, alternatives }) => fc.constantFrom(...alternatives.map((of) => [name, of.name] as const))),
);

/** Choices that do not contradict each other; those that are the standard ones are not named. */
export const ruleChoices: fc.Arbitrary<RuleChoices> = some
  .chain((all) => fc.subarray(all))
  .map((chosen) => {
    const rules: RuleChoices = Object.fromEntries(
      chosen.filter(([name, alternative]) => !isStandard(name, alternative)),
    );
    if (rules.tiers !== 'PROJECT_ALONE') return rules;
    const { shares: _, ...others } = rules;
    return others;
  });

function isStandard(name: string, alternative: string): boolean {
  return choices.some((choice) => choice.name === name && choice.alternatives[0].name === alternative);
}

/** The standard policy with such choices. */
export const chosenPolicy: fc.Arbitrary<Policy> = ruleChoices.map(policyWith);

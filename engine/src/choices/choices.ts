import type { Policy } from '../policy/policy.ts';
import { type RuleChoiceName, type RuleChoices, ruleChoices } from '../policy/rule-choices.ts';
import type { Rules } from '../rules/rules.ts';
import { standardRules } from '../rules/standard-rules.ts';
import { madeOnce } from '../values/made-once.ts';
import { adjustmentChoices } from './adjustment-choices.ts';
import type { Alternative, Alternatives } from './alternatives.ts';
import { carryChoices } from './carry-choices.ts';
import { contractChoices } from './contract-choices.ts';
import { creditChoices } from './credit-choices.ts';
import { priceChoices } from './price-choices.ts';
import { taxChoices } from './tax-choices.ts';
import { usageChoices } from './usage-choices.ts';

/** A rule in which real systems differ. */
export interface Choice {
  /** Its name in `rules` of a catalog. */
  readonly name: RuleChoiceName;
  /** The number of the billing rules' section that it belongs to. */
  readonly section: number;
  /** The standard one first. */
  readonly alternatives: readonly [NamedAlternative, ...NamedAlternative[]];
}

export interface NamedAlternative extends Alternative {
  /** Its name in `rules` of a catalog. */
  readonly name: string;
}

const sections = [
  [2, usageChoices],
  [3, priceChoices],
  [4, contractChoices],
  [5, adjustmentChoices],
  [6, creditChoices],
  [7, taxChoices],
  [8, carryChoices],
] as const;

const alternatives: Alternatives = {
  ...usageChoices,
  ...priceChoices,
  ...contractChoices,
  ...adjustmentChoices,
  ...creditChoices,
  ...taxChoices,
  ...carryChoices,
};

/** Every rule in which real systems differ, in the order of the sections. */
export const choices: readonly Choice[] = choiceNames().map((name) => {
  const [standard, ...others] = Object.entries(alternatives[name]).map(([alternative, of]) => ({
    name: alternative,
    ...of,
  }));
  if (!standard) throw new RangeError(`${name} has no alternative.`);
  return { name, section: sectionOf(name), alternatives: [standard, ...others] };
});

/** The alternative of a choice that a policy bills by. */
export function chosenIn({ rules }: Policy, choice: Choice): NamedAlternative {
  const chosen = rules?.[choice.name];
  return choice.alternatives.find(({ name }) => name === chosen) ?? choice.alternatives[0];
}

/** Whether a policy bills by all these alternatives. */
export function isChosenIn(policy: Policy, rules: RuleChoices): boolean {
  return choices.every((choice) => {
    const alternative = rules[choice.name];
    return alternative === undefined || chosenIn(policy, choice).name === alternative;
  });
}

/** The rules that a policy bills by: the standard rules, with the alternatives that it chose. */
export const rulesOf: (policy: Policy) => Rules = madeOnce((policy: Policy) =>
  policy.rules === undefined
    ? standardRules
    : Object.assign({ ...standardRules }, ...choices.map((choice) => chosenIn(policy, choice).rules)),
);

function choiceNames(): RuleChoiceName[] {
  return Object.keys(ruleChoices).filter((name): name is RuleChoiceName => name in alternatives);
}

function sectionOf(name: RuleChoiceName): number {
  return sections.find(([, of]) => name in of)?.[0] ?? 0;
}

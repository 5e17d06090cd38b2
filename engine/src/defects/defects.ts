import { type Choice, choices, chosenIn, isChosenIn, type NamedAlternative, rulesOf } from '../choices/choices.ts';
import type { Policy } from '../policy/policy.ts';
import { standardPolicy } from '../policy/standard-policy.ts';
import type { Rules } from '../rules/rules.ts';
import { madeOnce } from '../values/made-once.ts';
import { adjustmentDefects } from './adjustment-defects.ts';
import { carryDefects } from './carry-defects.ts';
import { contractDefects } from './contract-defects.ts';
import { creditDefects } from './credit-defects.ts';
import type { Defect, GeneralDefect } from './defect.ts';
import { priceDefects } from './price-defects.ts';
import { taxDefects } from './tax-defects.ts';
import { usageDefects } from './usage-defects.ts';

const generalDefects: readonly GeneralDefect[] = [
  ...usageDefects,
  ...priceDefects,
  ...contractDefects,
  ...adjustmentDefects,
  ...creditDefects,
  ...taxDefects,
  ...carryDefects,
];

/**
 * The mistakes of engines that bill by a policy, in the order of the sections that they break: the alternatives that it did not
 * choose, and the mistakes that no team would choose. Asked again they are the very same, and compare by identity.
 */
export const defectsOf: (policy: Policy) => readonly Defect[] = madeOnce((policy: Policy) => {
  const others = choices.flatMap((choice) => othersThan(chosenIn(policy, choice), choice));
  const general = generalDefects.filter(({ onlyWith = {} }) => isChosenIn(policy, onlyWith));
  return [...others, ...general.map((defect) => defectIn(policy, defect))].sort((a, b) => a.section - b.section);
});

function othersThan(chosen: NamedAlternative, { section, alternatives }: Choice): Defect[] {
  return alternatives
    .filter((alternative) => alternative !== chosen)
    .map(({ defect: name, sentence, rules }) => ({ name, sentence, section, rule: chosen.sentence, rules }));
}

function defectIn(policy: Policy, defect: GeneralDefect): Defect {
  const { name, sentence, section, rules } = defect;
  return {
    name,
    sentence,
    section,
    rule: ruleIn(policy, defect),
    rules: typeof rules === 'function' ? rules(policy) : rules,
  };
}

function ruleIn(policy: Policy, { rule }: GeneralDefect): string {
  if (typeof rule === 'string') return rule;
  const choice = choices.find(({ name }) => name === rule.choice);
  return choice ? chosenIn(policy, choice).sentence : rule.choice;
}

/** Known-wrong engines that bill by the standard policy. No two of them make the same bills. */
export const defects: readonly Defect[] = defectsOf(standardPolicy);

/** The mistake of that name, of engines that bill by `policy`. */
export function defectNamed(name: string, policy: Policy = standardPolicy): Defect | undefined {
  return defectsOf(policy).find((defect) => defect.name === name);
}

/**
 * The rule by which `name`, a mistake by other policies, is no mistake by `policy`; `undefined` when it is a mistake by `policy`, too,
 * or no mistake has that name.
 */
export function ruleInsteadOf(name: string, policy: Policy): string | undefined {
  const chosen = choices.map((choice) => chosenIn(policy, choice)).find(({ defect }) => defect === name);
  if (chosen) return chosen.sentence;
  const general = generalDefects.find((defect) => defect.name === name);
  return general && !defectNamed(name, policy) ? ruleIn(policy, general) : undefined;
}

/** The rules of an engine that has all these defects; of two that replace the same rule the later one counts. */
export function rulesWith(chosen: readonly Defect[], policy: Policy = standardPolicy): Rules {
  let rules = rulesOf(policy);
  for (const defect of chosen) rules = { ...rules, ...defect.rules };
  return rules;
}

/** Whether one engine can have both defects: they replace different rules. */
export function canCombine(a: Defect, b: Defect): boolean {
  return Object.keys(a.rules).every((rule) => !(rule in b.rules));
}

import type { Rules } from '../rules/rules.ts';
import { standardRules } from '../rules/standard-rules.ts';
import { adjustmentDefects } from './adjustment-defects.ts';
import { carryDefects } from './carry-defects.ts';
import { contractDefects } from './contract-defects.ts';
import { creditDefects } from './credit-defects.ts';
import type { Defect } from './defect.ts';
import { priceDefects } from './price-defects.ts';
import { taxDefects } from './tax-defects.ts';
import { usageDefects } from './usage-defects.ts';

/** Known-wrong engines, in the order of the sections that they break. No two of them make the same bills. */
export const defects: readonly Defect[] = [
  ...usageDefects,
  ...priceDefects,
  ...contractDefects,
  ...adjustmentDefects,
  ...creditDefects,
  ...taxDefects,
  ...carryDefects,
].sort((a, b) => a.section - b.section);

const byName = new Map(defects.map((defect) => [defect.name, defect]));

export function defectNamed(name: string): Defect | undefined {
  return byName.get(name);
}

/** The rules of an engine that has all these defects; of two that replace the same rule the later one counts. */
export function rulesWith(chosen: readonly Defect[]): Rules {
  let rules = standardRules;
  for (const defect of chosen) rules = { ...rules, ...defect.rules };
  return rules;
}

/** Whether one engine can have both defects: they replace different rules. */
export function canCombine(a: Defect, b: Defect): boolean {
  return Object.keys(a.rules).every((rule) => !(rule in b.rules));
}

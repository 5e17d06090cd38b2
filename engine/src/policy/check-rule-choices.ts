import type { Inspection } from '../inspection/inspection.ts';
import { mustBeOneOf, unknownName } from '../inspection/name-messages.ts';
import type { Policy } from './policy.ts';
import { type RuleChoices, ruleChoices } from './rule-choices.ts';

/** Checks that a policy names only alternatives that there are, and none that contradict each other or its figures. */
export function checkRuleChoices(inspection: Inspection, policy: Policy): void {
  const { rules = {} } = policy;
  const alternatives = new Map<string, readonly string[]>(Object.entries(ruleChoices));
  for (const [name, alternative] of Object.entries(rules)) {
    if (alternative === undefined) continue;
    const known = alternatives.get(name);
    const path = `/rules/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (!known) inspection.mistake(path, unknownName(name, [...alternatives.keys()]));
    else inspection.require(known.includes(alternative), path, mustBeOneOf(String(alternative), known));
  }
  checkGrace(inspection, rules, policy.lateFees.graceDays);
  checkShares(inspection, rules);
}

function checkGrace(inspection: Inspection, { lateFeeGrace }: RuleChoices, graceDays: number): void {
  inspection.require(
    !(lateFeeGrace === 'NONE' && graceDays > 0),
    '/rules/lateFeeGrace',
    `contradicts the grace period of ${graceDays} days: write graceDays: 0, or AFTER_GRACE`,
  );
}

function checkShares(inspection: Inspection, { tiers, shares = 'LARGEST_REMAINDER' }: RuleChoices): void {
  inspection.require(
    !(tiers === 'PROJECT_ALONE' && shares !== 'LARGEST_REMAINDER'),
    '/rules/shares',
    'contradicts tiers: PROJECT_ALONE, by which nothing is shared out: leave it out',
  );
}

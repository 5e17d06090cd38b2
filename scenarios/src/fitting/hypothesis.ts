import { checkPolicy, choices, type Defect, defectNamed, type Policy, type RuleChoices } from '@billing-testkit/engine';
import type { Outcome } from '../cases/bill.ts';
import type { BillingCase } from '../cases/billing-case.ts';
import type { Reference } from '../cases/reference.ts';
import { isFigure, type Mistake, rulesBy } from '../diagnosis/mistakes.ts';

/** A hypothesis about a target: a policy that it may bill by, and known mistakes that no catalog can have. */
export interface Hypothesis {
  readonly policy: Policy;
  readonly defects: readonly Defect[];
}

/**
 * The hypothesis that a target bills by a catalog. No grace period is a figure here, and not a choice: with that choice no other figure could
 * be tried.
 */
export function startingFrom(base: Policy): Hypothesis {
  const isChosen = base.rules?.lateFeeGrace === 'NONE';
  return { policy: isChosen ? withRules(base, { lateFeeGrace: 'AFTER_GRACE' }) : base, defects: [] };
}

/** The outcome of a case by a hypothesis. */
export function outcomeBy({ policy, defects }: Hypothesis, billingCase: BillingCase, reference: Reference): Outcome {
  return reference.by(policy)(billingCase, rulesBy(policy, defects));
}

/** A change from one hypothesis to another. */
export interface Change {
  /** The mistakes that a target makes by the policy of the first hypothesis when it bills by the second one. */
  readonly mistakes: readonly Mistake[];
  readonly to: Hypothesis;
  /** Whether a catalog can have it: it is a figure or a choice of a rule, or a known mistake less. */
  readonly isSayable: boolean;
}

/** The hypothesis that follows from further mistakes; undefined when no catalog can have them. At most one of them is a figure. */
export function changeBy(from: Hypothesis, mistakes: readonly Mistake[]): Change | undefined {
  const defects = mistakes.flatMap((mistake) => (isFigure(mistake) ? [] : [mistake]));
  const chosen = defects.flatMap((defect) => choicesByDefect.get(defect.name) ?? []);
  // Without a grace period both alternatives of it make the same bills, and the period is a figure.
  if (chosen.some(({ lateFeeGrace }) => lateFeeGrace !== undefined)) return undefined;
  const others = defects.filter(({ name }) => !choicesByDefect.has(name));
  const figured = mistakes.find(isFigure)?.policy ?? from.policy;
  const policy = chosen.length === 0 ? figured : withRules(figured, Object.assign({}, ...chosen));
  if (!isPolicy(policy)) return undefined;
  const kept = [...from.defects, ...others].map((defect) => defectNamed(defect.name, policy) ?? defect);
  return {
    mistakes: [...from.defects, ...mistakes],
    to: { policy, defects: kept },
    isSayable: others.length === 0,
  };
}

/** The hypothesis without one of its defects. */
export function changeWithout(from: Hypothesis, defect: Defect): Change {
  const mistakes = from.defects.filter((other) => other !== defect);
  return { mistakes, to: { policy: from.policy, defects: mistakes }, isSayable: true };
}

/** The choice by which a catalog bills as a known mistake does, by the mistake's name. */
const choicesByDefect: ReadonlyMap<string, RuleChoices> = new Map(
  choices.flatMap((choice) =>
    choice.alternatives.map(({ name, defect }): [string, RuleChoices] => [defect, { [choice.name]: name }]),
  ),
);

/** A policy with other alternatives of rules. */
export function withRules(policy: Policy, other: RuleChoices): Policy {
  const { shares, ...rules }: RuleChoices = { ...policy.rules, ...other };
  // Nothing is shared out between projects that are priced alone.
  const isShared = shares !== undefined && rules.tiers !== 'PROJECT_ALONE';
  return { ...policy, rules: isShared ? { ...rules, shares } : rules };
}

/** Whether bills can be calculated by a policy. */
export function isPolicy(policy: Policy): boolean {
  try {
    checkPolicy(policy);
    return true;
  } catch {
    return false;
  }
}

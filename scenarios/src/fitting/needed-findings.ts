import type { Policy } from '@billing-testkit/engine';
import { type Finding, findingsBetween } from './findings.ts';
import { isPolicy } from './hypothesis.ts';

/** A finding with the number of the target's bills that would not be made without it. */
export interface ShownFinding extends Finding {
  readonly bills: number;
}

/** The number of the target's bills that a policy does not make. */
export type WrongBy = (policy: Policy) => Promise<number>;

/** A policy with only the differences that bills show: wherever no bill says otherwise, it is as the one that the fit began with. */
export async function onlyNeeded(base: Policy, fitted: Policy, wrongBy: WrongBy): Promise<Policy> {
  const wrong = await wrongBy(fitted);
  let policy = fitted;
  for (const finding of findingsBetween(base, fitted)) {
    const undone = undoneIn(policy, finding);
    if (undone && (await wrongBy(undone)) <= wrong) policy = undone;
  }
  return policy;
}

/** The differences of a policy from the one that the fit began with. */
export async function shownFindings(base: Policy, policy: Policy, wrongBy: WrongBy): Promise<ShownFinding[]> {
  const wrong = await wrongBy(policy);
  const shown: ShownFinding[] = [];
  for (const finding of findingsBetween(base, policy)) {
    const undone = undoneIn(policy, finding);
    shown.push({ ...finding, bills: undone ? (await wrongBy(undone)) - wrong : 0 });
  }
  return shown;
}

function undoneIn(policy: Policy, finding: Finding): Policy | undefined {
  const undone = finding.undoneIn(policy);
  return undone && isPolicy(undone) ? undone : undefined;
}

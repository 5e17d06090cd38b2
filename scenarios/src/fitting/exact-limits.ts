import { type Figure, figuresOf, type Policy } from '@billing-testkit/engine';
import type { Reference } from '../cases/reference.ts';
import { toDecimal, toSmallest } from '../matrices/built-in/decimals.ts';
import type { Matrix } from '../matrices/matrix.ts';
import { compareOutcomes } from '../runs/compare-outcomes.ts';
import type { AskedCases } from './asked-cases.ts';
import type { PlacedCase } from './judged-answer.ts';
import { plainCells } from './plain-cells.ts';

/** The limits of adjustments, and how finely they are looked for. */
const limits = new Map([
  ['/adjustments/maxRateDiscount', '0.01'],
  ['/adjustments/maxRateSurcharge', '0.01'],
  ['/adjustments/maxFixedAmount', '1'],
]);

export interface LimitsSearch {
  /** The catalog that the fit began with, whose larger limits the target does not have. */
  readonly base: Policy;
  readonly matrices: readonly Matrix[];
  readonly members: readonly string[];
  readonly reference: Reference;
  readonly asked: AskedCases;
  readonly omits: readonly string[];
}

/**
 * A policy with the largest limits that the target has. A matrix asks for no adjustment above a limit, so that a limit which is too low
 * makes no wrong bill: the target is asked for larger ones, half way each time. Returns the very policy when none is larger.
 */
export async function exactLimits(policy: Policy, search: LimitsSearch): Promise<Policy> {
  let found = policy;
  for (const [path, step] of limits) {
    const [own, base] = [limitIn(found, path), limitIn(search.base, path)];
    if (!(own && base) || toSmallest(own.value) >= toSmallest(base.value)) continue;
    found = await largestLimit(found, { path, above: base.value, step: toSmallest(step) }, search);
  }
  return found;
}

interface SoughtLimit {
  readonly path: string;
  /** A value that the target does not take. */
  readonly above: string;
  readonly step: bigint;
}

async function largestLimit(policy: Policy, { path, above, step }: SoughtLimit, search: LimitsSearch): Promise<Policy> {
  let best = policy;
  let [taken, refused] = [toSmallest(limitIn(policy, path)?.value ?? above), toSmallest(above)];
  while (refused - taken > step) {
    const steps = (refused - taken) / step;
    const value = taken + (steps > 1n ? steps / 2n : 1n) * step;
    const other = limitIn(best, path)?.withValue(toDecimal(value));
    if (!other) break;
    if (await isTaken(other, path, search)) [best, taken] = [other, value];
    else refused = value;
  }
  return best;
}

/** Whether the target bills an adjustment of the very limit as the policy says. */
async function isTaken(policy: Policy, path: string, search: LimitsSearch): Promise<boolean> {
  const placed = caseOfLimit(policy, path, search);
  const [answer] = placed ? await search.asked.answersTo([placed]) : [];
  if (!answer) return false;
  const made = search.reference.by(policy)(answer.billingCase);
  return compareOutcomes(made, answer.actual, search.omits).every(({ stage }) => stage !== 'life');
}

/** The first plain cell in which an engine without the limit bills an adjustment that one with a lower limit refuses. */
function caseOfLimit(policy: Policy, path: string, search: LimitsSearch): PlacedCase | undefined {
  const { matrices, members, reference, asked } = search;
  const [lower] = limitIn(policy, path)?.mutants ?? [];
  if (!lower) return undefined;
  const lowerPolicy = lower.policy();
  const planned = matrices.filter(({ name }) => name === 'pricing').map((matrix) => matrix.forPolicy(policy));
  for (const [matrix, cell] of plainCells({ matrices: planned, members: members.slice(0, 1) })) {
    if (cell.terms === 'none') continue;
    const placed = asked.caseOf(matrix, cell, reference.by(policy));
    if (placed && reference.by(lowerPolicy)(placed.billingCase).refusals.length > 0) return placed;
  }
  return undefined;
}

function limitIn(policy: Policy, path: string): Figure | undefined {
  return figuresOf(policy).find((figure) => figure.path === path);
}

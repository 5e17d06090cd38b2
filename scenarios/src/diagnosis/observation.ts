import { isDeepStrictEqual } from 'node:util';
import type { Defect } from '@billing-testkit/engine';
import type { Outcome } from '../cases/bill.ts';
import { withoutFigures } from '../cases/bill-figures.ts';
import { compareOutcomes, type Difference, figuresOf, signatureOf } from '../runs/compare-outcomes.ts';
import type { AgreeingCell, DifferingCell } from '../runs/matrix-run.ts';
import type { EngineOutcomes } from './engine-outcomes.ts';

/** A cell of which is known what the target made of it, and how the engine lives it. */
export interface Observation<Result extends AgreeingCell | DifferingCell = AgreeingCell | DifferingCell> {
  readonly result: Result;
  readonly outcomes: EngineOutcomes;
  /** Figures that the target's bills do not have. */
  readonly omits: readonly string[];
}

/** A cell with both bills. */
export type WrongCell = Observation<Required<DifferingCell>>;

export function isWrongCell(witness: Observation): witness is WrongCell {
  return witness.result.verdict === 'differs' && witness.result.evidence !== undefined;
}

/** Whether an engine with these defects would have made of the cell what the target made of it. */
export function reproduces({ result, outcomes, omits }: Observation, chosen: readonly Defect[]): boolean {
  const outcome = outcomes.with(chosen);
  if (outcome === outcomes.right) return result.verdict === 'agrees';
  if (result.verdict === 'agrees') return isSame(outcomes.right, outcome, omits);
  if (result.evidence) return isSame(outcome, result.evidence.actual, omits);
  return isAsRecorded(result, compareOutcomes(outcomes.right, outcome, omits));
}

/** Whether two outcomes are the same in all that is compared. Most are the same throughout, or part early. */
function isSame(one: Outcome, other: Outcome, omits: readonly string[]): boolean {
  const [figures, others] = [figuresIn(one, omits), figuresIn(other, omits)];
  for (const [path, { value }] of figures) {
    if (value !== others.get(path)?.value) return false;
  }
  return isDeepStrictEqual(one, other) || compareOutcomes(one, other, omits).length === 0;
}

type Figures = ReturnType<typeof figuresOf>;

const figuresOfOutcome = new WeakMap<Outcome, { readonly omits: readonly string[]; readonly figures: Figures }>();

/** The same outcomes are compared over and over. */
function figuresIn(outcome: Outcome, omits: readonly string[]): Figures {
  const known = figuresOfOutcome.get(outcome);
  if (known?.omits === omits) return known.figures;
  const figures = figuresOf(withoutFigures(outcome, omits));
  figuresOfOutcome.set(outcome, { omits, figures });
  return figures;
}

/** All that is known of a cell without evidence: where its bill parts first, in which figures, and in which direction. */
function isAsRecorded({ first, count, signature }: DifferingCell, differences: readonly Difference[]): boolean {
  const [wrong] = differences;
  return (
    wrong?.path === first.path &&
    wrong.actual === first.actual &&
    differences.length === count &&
    signatureOf(differences) === signature
  );
}

import { isDeepStrictEqual } from 'node:util';

import { type Outcome, withoutFigures } from '../cases/bill.ts';
import { compareOutcomes, type Difference, figuresOf, signatureOf } from '../runs/compare-outcomes.ts';
import type { AgreeingCell, DifferingCell } from '../runs/results.ts';
import type { EngineOutcomes } from './engine-outcomes.ts';
import type { Mistake } from './mistakes.ts';

/** A compared cell: the result for the target, and the outcomes by the engine, with and without defects. */
export interface Observation<Result extends AgreeingCell | DifferingCell = AgreeingCell | DifferingCell> {
  readonly result: Result;
  readonly outcomes: EngineOutcomes;
  /** Figures that the target's bills do not have. */
  readonly omits: readonly string[];
}

/** A cell whose bill differs and whose two bills were kept. */
export type WrongCell = Observation<Required<DifferingCell>>;

export function isWrongCell(observation: Observation): observation is WrongCell {
  return observation.result.verdict === 'differs' && observation.result.evidence !== undefined;
}

/** Whether an engine with these defects makes the target's whole outcome of a cell. */
export function reproduces(observation: Observation, chosen: readonly Mistake[]): boolean {
  return isOutcomeOf(observation, observation.outcomes.with(chosen));
}

/** Whether an outcome is the target's whole outcome of a cell. */
export function isOutcomeOf({ result, outcomes, omits }: Observation, outcome: Outcome): boolean {
  if (outcome === outcomes.right) return result.verdict === 'agrees';
  if (result.verdict === 'agrees') return isSame(outcomes.right, outcome, omits);
  if (result.evidence) return isSame(outcome, result.evidence.actual, omits);
  return isAsRecorded(result, compareOutcomes(outcomes.right, outcome, omits));
}

/** Whether two outcomes are the same in every compared figure. Most are wholly the same, or differ in an early figure. */
function isSame(one: Outcome, other: Outcome, omits: readonly string[]): boolean {
  const [figures, others] = [figuresIn(one, omits), figuresIn(other, omits)];
  for (const [path, { value }] of figures) {
    if (value !== others.get(path)?.value) return false;
  }
  return isDeepStrictEqual(one, other) || compareOutcomes(one, other, omits).length === 0;
}

type Figures = ReturnType<typeof figuresOf>;

const figuresOfOutcome = new WeakMap<Outcome, { readonly omits: readonly string[]; readonly figures: Figures }>();

/** The figures of an outcome. They are kept, because the same outcomes are compared again and again. */
function figuresIn(outcome: Outcome, omits: readonly string[]): Figures {
  const known = figuresOfOutcome.get(outcome);
  if (known?.omits === omits) return known.figures;
  const figures = figuresOf(withoutFigures(outcome, omits));
  figuresOfOutcome.set(outcome, { omits, figures });
  return figures;
}

/**
 * Whether differences are those of a cell without evidence, as far as its result tells: the first one, the count and the signature.
 */
function isAsRecorded({ first, count, signature }: DifferingCell, differences: readonly Difference[]): boolean {
  const [wrong] = differences;
  return (
    wrong?.path === first.path &&
    wrong.actual === first.actual &&
    differences.length === count &&
    signatureOf(differences) === signature
  );
}

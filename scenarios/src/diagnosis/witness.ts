import { isDeepStrictEqual } from 'node:util';
import type { Defect } from '@billing-testkit/engine';
import type { Outcome } from '../bill/bill.ts';
import { type Difference, figuresOf } from '../bill/compare.ts';
import { differencesWithout } from '../bill/differences-without.ts';
import { figureOf, signatureOf } from '../bill/signature.ts';
import type { AgreeingCell, DifferingCell } from '../runner/matrix-run.ts';
import type { EngineLives } from './engine-lives.ts';

/** A cell of which is known what the target made of it, and how the engine lives it. */
export interface Witness<Result extends AgreeingCell | DifferingCell = AgreeingCell | DifferingCell> {
  readonly result: Result;
  readonly lives: EngineLives;
  /** Figures that the target's bills do not have. */
  readonly omits: readonly string[];
}

/** A cell with both bills. */
export type WrongCell = Witness<Required<DifferingCell>>;

export function isWrongCell(witness: Witness): witness is WrongCell {
  return witness.result.verdict === 'differs' && witness.result.evidence !== undefined;
}

/** Whether an engine with these defects would have made of the cell what the target made of it. */
export function bearsOut({ result, lives, omits }: Witness, chosen: readonly Defect[]): boolean {
  const outcome = lives.with(chosen);
  if (outcome === lives.right) return result.verdict === 'agrees';
  if (result.verdict === 'agrees') return isSame(lives.right, outcome, omits);
  if (result.evidence) return isSame(outcome, result.evidence.actual, omits);
  return isAsSeen(result, differencesWithout(omits, lives.right, outcome));
}

/** Whether two outcomes are the same in all that is compared. Most are the same throughout, or part early. */
function isSame(one: Outcome, other: Outcome, omits: readonly string[]): boolean {
  const [figures, others] = [figuresIn(one), figuresIn(other)];
  for (const [path, { value }] of figures) {
    if (value !== others.get(path)?.value && !omits.includes(figureOf(path))) return false;
  }
  return isDeepStrictEqual(one, other) || differencesWithout(omits, one, other).length === 0;
}

type Figures = ReturnType<typeof figuresOf>;

const figuresOfOutcome = new WeakMap<Outcome, Figures>();

/** The same outcomes are compared over and over. */
function figuresIn(outcome: Outcome): Figures {
  const figures = figuresOfOutcome.get(outcome) ?? figuresOf(outcome);
  figuresOfOutcome.set(outcome, figures);
  return figures;
}

/** All that is known of a cell without evidence: where its bill parts first, in which figures, and in which direction. */
function isAsSeen({ first, count, signature }: DifferingCell, differences: readonly Difference[]): boolean {
  const [wrong] = differences;
  return (
    wrong?.path === first.path &&
    wrong.actual === first.actual &&
    differences.length === count &&
    signatureOf(differences) === signature
  );
}

import type { Defect } from '@billing-testkit/engine';
import type { Difference } from '../bill/compare.ts';
import { differencesWithout } from '../bill/differences-without.ts';
import { signatureOf } from '../bill/signature.ts';
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
  if (result.verdict === 'agrees') return differencesWithout(omits, lives.right, outcome).length === 0;
  if (result.evidence) return differencesWithout(omits, outcome, result.evidence.actual).length === 0;
  return isAsSeen(result, differencesWithout(omits, lives.right, outcome));
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

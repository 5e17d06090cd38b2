import { differencesOf } from '../bill/compare.ts';
import { signatureOf } from '../bill/signature.ts';
import { CaseProblem } from '../life/case-problem.ts';
import type { Cell, Matrix } from '../matrix/matrix.ts';
import { reasonOf } from '../target/reason-of.ts';
import type { LifeContext, Target } from '../target/target.ts';
import type { AgreeingCell, DifferingCell, Evidence, UncomparedCell } from './matrix-run.ts';
import type { Reference } from './reference.ts';

/** Who is held against whom. */
export interface Trial {
  readonly matrix: Matrix;
  readonly target: Target;
  readonly reference: Reference;
}

/** What was seen of a cell just now, with all the evidence. */
export type FreshResult = AgreeingCell | Required<DifferingCell> | UncomparedCell;

/** Lives the case of a cell on both sides and compares what came of it. Never throws: what goes wrong is its result. */
export async function runCell(trial: Trial, cell: Cell, context: LifeContext): Promise<FreshResult> {
  try {
    const evidence = await evidenceOf(trial, cell, context);
    const { differences } = evidence;
    const [first] = differences;
    if (!first) return { verdict: 'agrees', cell };
    return {
      verdict: 'differs',
      cell,
      first,
      count: differences.length,
      signature: signatureOf(differences),
      evidence,
    };
  } catch (error) {
    return { verdict: error instanceof CaseProblem ? 'skipped' : 'failed', cell, message: reasonOf(error) };
  }
}

async function evidenceOf({ matrix, target, reference }: Trial, cell: Cell, context: LifeContext): Promise<Evidence> {
  const billingCase = matrix.caseOf(cell);
  const expected = reference(billingCase);
  if (!expected.bill) {
    throw new Error(`The engine has no bill of this case to compare with: ${JSON.stringify(expected.refusals)}`);
  }
  const actual = await target.bill(billingCase, context);
  return { expected, actual, differences: differencesOf(expected, actual, target.omits) };
}

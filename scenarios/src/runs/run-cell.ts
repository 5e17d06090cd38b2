import type { Outcome } from '../cases/bill.ts';
import { type BillingCase, CaseProblem } from '../cases/billing-case.ts';
import { type Capability, capabilityText, needsOf } from '../cases/capabilities.ts';
import { isPayment, stepName, stepsOf } from '../cases/case-steps.ts';
import type { Reference } from '../cases/reference.ts';
import { type Cell, type Matrix, MatrixProblem } from '../matrices/matrix.ts';
import { type CaseContext, reasonOf, type Target } from '../targets/target.ts';
import { compareOutcomes, signatureOf } from './compare-outcomes.ts';
import type { AgreeingCell, DifferingCell, Evidence, UncomparedCell } from './results.ts';

/** A target that is compared with the reference, over the cases of a matrix. */
export interface Comparison {
  readonly matrix: Matrix;
  readonly target: Target;
  readonly reference: Reference;
}

/** The result of a cell with all its evidence. */
export type ResultWithEvidence = AgreeingCell | Required<DifferingCell> | UncomparedCell;

/**
 * Asks both sides for their outcomes of a cell's case and compares them. A failure is a result too. Neither side is asked for a case
 * that needs more than the target supports. Throws a `MatrixProblem` when
 * the cell has no case.
 */
export async function runCell(comparison: Comparison, cell: Cell, context: CaseContext): Promise<ResultWithEvidence> {
  try {
    const billingCase = comparison.matrix.caseOf(cell);
    const lacks = lackingFor(billingCase, comparison.target);
    if (lacks.length > 0) return { verdict: 'skipped', cell, message: lackingText(lacks), lacks };
    return comparedCell(cell, await evidenceOf(comparison, billingCase, context));
  } catch (error) {
    if (error instanceof MatrixProblem) throw error;
    return { verdict: error instanceof CaseProblem ? 'skipped' : 'failed', cell, message: reasonOf(error) };
  }
}

/** The result of a cell of which both outcomes are known. */
export function comparedCell(cell: Cell, evidence: Evidence): AgreeingCell | Required<DifferingCell> {
  const { differences } = evidence;
  const [first] = differences;
  if (!first) return { verdict: 'agrees', cell };
  return { verdict: 'differs', cell, first, count: differences.length, signature: signatureOf(differences), evidence };
}

function lackingFor(billingCase: BillingCase, { supports }: Target): Capability[] {
  return supports ? needsOf(billingCase).filter((capability) => !supports.includes(capability)) : [];
}

function lackingText(lacks: readonly Capability[]): string {
  return `The case needs ${capabilityText(lacks)}, which the target does not support.`;
}

async function evidenceOf(
  { target, reference }: Comparison,
  billingCase: BillingCase,
  context: CaseContext,
): Promise<Evidence> {
  const expected = reference(billingCase);
  const reason = unbillableReason(billingCase, expected);
  if (reason !== undefined) throw new Error(reason);
  const actual = await target.bill(billingCase, context);
  return { expected, actual, differences: compareOutcomes(expected, actual, target.omits) };
}

/**
 * The reason why a case can't be compared, in two sentences: a step other than a payment's is refused, or there is no bill, and both
 * sides would have the same bill of nothing. Undefined when it can be compared.
 */
export function unbillableReason(billingCase: BillingCase, { refusals, bill }: Outcome): string | undefined {
  if (bill && refusals.length === 0) return undefined;
  const payments = new Set(stepsOf(billingCase).filter(isPayment).map(stepName));
  const refused = refusals.find(({ step }) => !payments.has(step));
  if (bill && !refused) return undefined;
  const what = refused ? `refuses to ${refused.step}: ${refused.code}` : 'has no bill of this case';
  return `The engine ${what}. A case must be one that can be billed; only steps of a payment may be refused.`;
}

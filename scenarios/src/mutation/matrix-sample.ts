import { type Policy, standardPolicy } from '@billing-testkit/engine';
import { CaseProblem } from '../cases/billing-case.ts';
import { type Reference, referenceFor, type Via } from '../cases/reference.ts';
import { type Cell, cellCount, cellsOf, cellText, type Dimension, type Matrix } from '../matrices/matrix.ts';
import { UsageError } from '../matrices/usage-errors.ts';
import { unbillableReason } from '../runs/run-cell.ts';
import { planRun } from '../runs/run-matrix.ts';
import { withPauses } from '../runs/with-pauses.ts';

/** The cells of a matrix on which known defects are tried. */
export interface MatrixSample {
  readonly matrix: Matrix;
  readonly dimensions: readonly Dimension[];
  /** The choice of the cells: `full` or `pairwise`. */
  readonly coverage: 'full' | 'pairwise';
  readonly cells: readonly Cell[];
  readonly via: Via;
  readonly reference: Reference;
}

interface SampleOptions {
  /** The figures to bill by; the standard policy when absent. Its members replace those of the matrix. */
  readonly policy?: Policy | undefined;
  /** The way in which a target would be asked; by account when absent. */
  readonly via?: Via;
  /** The choice of the cells; all of a small matrix and a pairwise cover of a large one when absent. */
  readonly coverage?: 'full' | 'pairwise';
}

/** A matrix with more cells is tried on a pairwise cover: all cells of the standard matrix would take minutes. */
const MAX_FULL = 2000;

/** Cells of a matrix for a policy. */
export function matrixSample(planned: Matrix, options: SampleOptions = {}): MatrixSample {
  const { policy, via = 'account' } = options;
  const { matrix, dimensions, cells } = planRun(planned, { policy, coverage: 'pairwise' });
  const { coverage = cellCount(dimensions) > MAX_FULL ? 'pairwise' : 'full' } = options;
  const reference = referenceFor(via, policy ?? standardPolicy);
  return { matrix, dimensions, coverage, cells: coverage === 'full' ? cellsOf(dimensions) : cells, via, reference };
}

/**
 * Throws a `UsageError` when a sample has a case that can't be billed by its policy: a matrix and a catalog that do not go together.
 * `catalog` says which catalog it is. Ends early when the signal aborts.
 */
export async function checkSamples(
  samples: readonly MatrixSample[],
  catalog: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (const sample of samples) {
    for await (const cell of withPauses(sample.cells, signal)) {
      const reason = reasonAgainst(cell, sample);
      if (reason === undefined) continue;
      throw new UsageError(
        `The matrix ${sample.matrix.name} and ${catalog} do not go together. ${cellText(cell)}: ${reason}`,
      );
    }
  }
}

/** The reason why a cell's case can't be billed, in a clause; undefined when it can be, or can't be asked for in this way. */
function reasonAgainst(cell: Cell, { matrix, reference }: MatrixSample): string | undefined {
  const members = reference.policy.members.map(({ member }) => member);
  try {
    const billingCase = matrix.caseOf(cell);
    if (members.includes(billingCase.member)) return unbillableReason(billingCase, reference(billingCase));
    return `The catalog has no member ${billingCase.member}, only ${members.join(', ')}: name one that has it with --catalog.`;
  } catch (error) {
    if (error instanceof CaseProblem) return undefined;
    throw error;
  }
}

import type { Statement } from '@billing-testkit/contracts';
import { brokenSums, footMessage } from './foot.ts';
import { billDifferences, type ExpectedBill, matchMessage } from './match-bill.ts';

/** A statement that is not as a test wants it. */
class BillAssertionError extends Error {
  override readonly name = 'BillAssertionError';
}

/**
 * Asserts that every total of a statement is the sum of its parts.
 *
 * @throws Error that names each total that is not, or that says that there is no statement.
 */
export function assertFoots(statement: Statement | undefined): void {
  const broken = brokenSums(statement);
  if (broken.length > 0) throw new BillAssertionError(footMessage(broken));
}

/**
 * Asserts that a statement has the figures that are given.
 *
 * @throws Error that names each figure that differs, and the line that it is in.
 */
export function assertMatchesBill(statement: Statement, expected: ExpectedBill): void {
  const found = billDifferences(statement, expected);
  if (found.length > 0) throw new BillAssertionError(matchMessage(found));
}

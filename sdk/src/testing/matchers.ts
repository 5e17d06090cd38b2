import type { Statement } from '@billing-testkit/contracts';
import { assertIsThere, brokenSums, footMessage } from './foot.ts';
import { billDifferences, type ExpectedBill, matchMessage } from './match-bill.ts';

/** Matchers for statements. */
export interface BillMatchers<Result> {
  /** Every total of the statement is the sum of its parts. */
  toFoot(): Result;
  /** The statement has the figures that are given. The message names each figure that differs, and its line. */
  toMatchBill(expected: ExpectedBill): Result;
}

/** The result of a matcher, as `expect.extend` of Vitest, Jest and Playwright takes it. */
interface Matched {
  readonly pass: boolean;
  readonly message: () => string;
}

/** The matchers as `expect.extend` takes them. */
export const billMatchers = {
  toFoot(statement: Statement | undefined): Matched {
    const broken = brokenSums(statement);
    const isRight = broken.length === 0;
    return { pass: isRight, message: () => (isRight ? 'The statement foots.' : footMessage(broken)) };
  },

  toMatchBill(statement: Statement | undefined, expected: ExpectedBill): Matched {
    // Otherwise `.not.toMatchBill()` would hold of a statement that is missing.
    assertIsThere(statement);
    const found = billDifferences(statement, expected);
    const isRight = found.length === 0;
    return {
      pass: isRight,
      message: () => (isRight ? 'The statement has all the figures that are given.' : matchMessage(found)),
    };
  },
};

import type { Statement } from '@billing-testkit/contracts';
import { expect } from 'vitest';
import { brokenSums, footMessage } from '../testing/foot.ts';
import { billDifferences, type ExpectedBill, matchMessage } from '../testing/match-bill.ts';

/** Matchers for statements. */
interface BillMatchers<Result> {
  /** Every total of the statement is the sum of its parts. */
  toFoot(): Result;
  /** The statement has the figures that are given. The message names each figure that differs, and its line. */
  toMatchBill(expected: ExpectedBill): Result;
}

declare module 'vitest' {
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown> extends BillMatchers<R> {}
}

expect.extend({
  toFoot(statement: Statement) {
    const broken = brokenSums(statement);
    const isRight = broken.length === 0;
    return { pass: isRight, message: () => (isRight ? 'The statement foots.' : footMessage(broken)) };
  },

  toMatchBill(statement: Statement, expected: ExpectedBill) {
    const found = billDifferences(statement, expected);
    const isRight = found.length === 0;
    return {
      pass: isRight,
      message: () => (isRight ? 'The statement has all the figures that are given.' : matchMessage(found)),
    };
  },
});

export { expect };

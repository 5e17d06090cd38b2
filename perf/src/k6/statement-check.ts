import { check } from 'k6';
import { billProblems, isKnownBill, type SummedStatement } from './bill-problems.ts';

const IS_KNOWN = '100.5 hours cost what they should';
const IS_SUM = 'a bill is the sum of its parts';

/** Counts whether a bill agrees with itself. A bill that is missing does not. */
export function checkSums(bill: SummedStatement | undefined): void {
  check(bill, { [IS_SUM]: isSum });
}

/** Counts whether a bill is that of the known month. */
export function checkKnown(bill: SummedStatement | undefined): void {
  check(bill, { [IS_KNOWN]: (known) => known !== undefined && isKnownBill(known), [IS_SUM]: isSum });
}

function isSum(bill: SummedStatement | undefined): boolean {
  return bill !== undefined && billProblems(bill).length === 0;
}

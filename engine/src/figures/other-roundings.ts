import { type Rounding, roundings } from '../policy/policy.ts';
import { type Decimal, exact } from '../values/exact.ts';

/**
 * The modes that round some tax of this rate otherwise. The taxes of whole amounts are multiples of one fraction: at 20 % they are
 * fifths, of which none is a half, and at 100 % there is nothing to round.
 */
export function otherRoundings(rounding: Rounding, taxRate: Decimal): Rounding[] {
  const { denominator: parts } = exact(taxRate).div(100).inLowestTerms();
  if (parts === 1n) return [];
  const own = likeOf(rounding, parts);
  const others = new Set(roundings.map((mode) => likeOf(mode, parts)).filter((mode) => mode !== own));
  return [...others];
}

/** The first mode that rounds multiples of one of so many parts of a minor unit in the same way. */
function likeOf(rounding: Rounding, parts: bigint): Rounding {
  const isHalfUp = rounding === 'HALF_UP';
  const isHalfEven = rounding === 'HALF_EVEN';
  // Without halves, HALF_EVEN has no half to round to the even neighbour.
  if (isHalfEven && parts % 2n === 1n) return 'HALF_UP';
  // HALF_UP rounds all halves up.
  return isHalfUp && parts === 2n ? 'UP' : rounding;
}

import type { Decimal, Money, Policy } from '@billing-testkit/engine';
import { ONE, toSmallest } from './decimals.ts';

/** A rate in per cent and an amount whose discount as a binary float falls on the other side of where rounding changes. */
interface FloatTrap {
  readonly rate: Decimal;
  readonly amount: Money;
}

const WHOLE = 100n * ONE;

const rates = ['29', '7', '14', '1.1', '57.5'];

/** No amount up to this one is too small for any price. */
const MAX = 2000;

/** The first trap for the rounding of a policy. */
export function floatTrap({ rules = {} }: Policy): FloatTrap {
  for (const rate of rates) {
    for (let amount = 50; amount <= MAX; amount += 1) {
      const exact = BigInt(amount) * toSmallest(rate);
      if (isTrapped(exact, amount * (Number(rate) / 100), rules.rounding)) return { rate, amount };
    }
  }
  throw new RangeError('No binary float is on the wrong side.');
}

/** Whether a float is on the other side than the exact value, which rounding turns into another amount. */
function isTrapped(
  exact: bigint,
  float: number,
  rounding: NonNullable<Policy['rules']>['rounding'] = 'HALF_UP',
): boolean {
  const doubled = (2n * exact) / WHOLE;
  if ((2n * exact) % WHOLE !== 0n || float * 2 === Number(doubled)) return false;
  const isHalf = doubled % 2n === 1n;
  const isBelow = float * 2 < Number(doubled);
  if (rounding === 'DOWN') return !isHalf && isBelow;
  if (rounding === 'UP') return !isHalf && !isBelow;
  const roundsUp = rounding === 'HALF_UP' || (doubled - 1n) % 4n === 2n;
  return isHalf && roundsUp === isBelow;
}

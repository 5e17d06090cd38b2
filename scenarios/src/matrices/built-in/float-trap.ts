import type { Decimal, Money, Policy, Rounding } from '@billing-testkit/engine';
import { ONE, toSmallest } from './decimals.ts';

/** A rate in per cent and an amount whose discount rounds to another amount when it is calculated as a binary float. */
interface FloatTrap {
  readonly rate: Decimal;
  readonly amount: Money;
}

const rates = ['29', '7', '14', '1.1', '57.5'];

/** The smallest and the largest amount that are tried; they are small, so that they are easy to read in a report. */
const [MIN, MAX] = [50, 2000];

/** The first such rate and amount for the rounding of a policy. */
export function floatTrap({ rules = {} }: Policy): FloatTrap {
  const round = roundingOfFloats[rules.rounding ?? 'HALF_UP'];
  for (const rate of rates) {
    for (let amount = MIN; amount <= MAX; amount += 1) {
      const edge = roundingEdgeOf(amount, rate);
      if (edge !== undefined && round(amount * (Number(rate) / 100)) !== round(edge)) return { rate, amount };
    }
  }
  throw new RangeError('No discount as a binary float rounds to another amount.');
}

/** `rate` per cent of an amount when that is a half or a whole number, where rounding changes; a binary float has those exactly. */
function roundingEdgeOf(amount: Money, rate: Decimal): number | undefined {
  const halves = 2n * BigInt(amount) * toSmallest(rate);
  return halves % (100n * ONE) === 0n ? Number(halves / (100n * ONE)) / 2 : undefined;
}

const roundingOfFloats: Readonly<Record<Rounding, (value: number) => Money>> = {
  DOWN: Math.floor,
  UP: Math.ceil,
  HALF_UP: (value) => Math.floor(value + 0.5),
  HALF_EVEN: (value) => (value % 2 === 0.5 ? Math.floor(value) : Math.floor(value + 0.5)),
};

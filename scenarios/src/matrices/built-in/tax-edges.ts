import { type Member, type Money, memberOf, type Policy, type Rounding } from '@billing-testkit/engine';
import { solve } from './congruence.ts';
import { ONE, toSmallest } from './decimals.ts';

/** A whole minor unit of tax: a charge times the smallest fractions of a rate in per cent. */
const WHOLE = 100n * ONE;

/** The smallest charge that is looked for. */
const FROM = 1000n;

/** A larger charge is not used: other figures of the bill might exceed the largest amount of money. */
const MAX = 10n ** 13n;

/** The charges at which the rounding of a member's tax changes, by label; `FROM` where there is none. */
export const taxEdges: Readonly<Record<string, (policy: Policy, member: string) => Money>> = {
  'tax:at-edge': (policy, member) => chargeAt(memberOf(policy, member), WHOLE),
  'tax:near-edge': (policy, member) => nearEdge(memberOf(policy, member)),
  'tax:even-edge': (policy, member) => chargeAt(memberOf(policy, member), 0n),
  'tax:large': () => 100_000_000_001,
};

/**
 * A charge whose tax is `above` an even number, or above a half over an even number for modes that round at halves. Where no charge has
 * such a tax, the number may be odd, too.
 */
function chargeAt({ taxRate, taxRounding }: Member, above: bigint): Money {
  const target = (roundsAtHalves(taxRounding) ? WHOLE / 2n : 0n) + above;
  const rate = toSmallest(taxRate);
  const charge = solve(rate, target, 2n * WHOLE, FROM) ?? solve(rate, target, WHOLE, FROM);
  return charge === undefined || charge > MAX ? Number(FROM) : Number(charge);
}

/** A charge whose tax is as little before where rounding changes as the rate allows, or after it where every fraction is rounded up. */
function nearEdge(member: Member): Money {
  const step = divisorOf(toSmallest(member.taxRate), WHOLE);
  const past = roundsAtHalves(member.taxRounding) ? (WHOLE / 2n) % step : 0n;
  return chargeAt(member, member.taxRounding === 'UP' ? step : -(past || step));
}

function roundsAtHalves(rounding: Rounding): boolean {
  return rounding === 'HALF_UP' || rounding === 'HALF_EVEN';
}

function divisorOf(a: bigint, b: bigint): bigint {
  return b === 0n ? a : divisorOf(b, a % b);
}

import { type Member, type Money, memberOf, type Policy } from '@billing-testkit/engine';
import { solve } from './congruence.ts';
import { ONE, toSmallest } from './decimals.ts';

/** A whole minor unit of tax: a charge times the smallest fractions of a rate in per cent. */
const WHOLE = 100n * ONE;

/** The smallest charge that is looked for. */
const FROM = 1000n;

/** No more charges are tried than this: above it, other figures of the bill might exceed the largest amount of money. */
const MAX = 10n ** 13n;

/** The charges at which the rounding of a member's tax changes, by name; the plain one where there is none. */
export const taxEdges: Readonly<Record<string, (policy: Policy, member: string) => Money>> = {
  'tax:at-edge': (policy, member) => chargeAt(memberOf(policy, member), WHOLE, 0n),
  'tax:near-edge': (policy, member) => nearEdge(memberOf(policy, member)),
  'tax:even-edge': (policy, member) => chargeAt(memberOf(policy, member), 0n, 0n),
  'tax:large': () => 100_000_000_001,
};

/** A charge whose tax is where rounding changes: a half above an odd or even number, or a whole number, and `beside` it. */
function chargeAt({ taxRate, taxRounding }: Member, odd: bigint, beside: bigint): Money {
  const isHalf = taxRounding === 'HALF_UP' || taxRounding === 'HALF_EVEN';
  const target = (isHalf ? WHOLE / 2n : 0n) + odd + beside;
  const rate = toSmallest(taxRate);
  const charge = solve(rate, target, 2n * WHOLE, FROM) ?? solve(rate, target, WHOLE, FROM);
  return charge === undefined || charge > MAX ? Number(FROM) : Number(charge);
}

/** A charge whose tax is as little beside that place as the rate allows. */
function nearEdge(member: Member): Money {
  const step = divisorOf(toSmallest(member.taxRate), WHOLE);
  const isHalf = member.taxRounding === 'HALF_UP' || member.taxRounding === 'HALF_EVEN';
  const past = isHalf ? (WHOLE / 2n) % step : 0n;
  return chargeAt(member, 0n, member.taxRounding === 'UP' ? step : -(past || step));
}

function divisorOf(a: bigint, b: bigint): bigint {
  return b === 0n ? a : divisorOf(b, a % b);
}

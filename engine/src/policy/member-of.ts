import { BillingError } from '../errors/billing-error.ts';
import type { Member, Policy } from './policy.ts';

/** The policy's member of that name. Throws `VALIDATION_ERROR` when it has none. */
export function memberOf(policy: Policy, name: string): Member {
  const member = policy.members.find((candidate) => candidate.member === name);
  if (member) return member;
  const known = policy.members.map((candidate) => candidate.member).join(', ');
  throw new BillingError('VALIDATION_ERROR', `There is no member ${name}.`, [
    { path: '/member', message: `must be one of ${known}` },
  ]);
}

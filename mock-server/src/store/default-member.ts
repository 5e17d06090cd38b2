import type { Member, Policy } from '@billing-testkit/engine';

const DEFAULT_MEMBER = 'kr';

/** The member of an account that names none: `kr`, or the first one of a policy that has no `kr`. */
export function defaultMemberOf({ members }: Policy): Member {
  const member = members.find((candidate) => candidate.member === DEFAULT_MEMBER) ?? members[0];
  if (!member) throw new RangeError('A policy needs a member.');
  return member;
}

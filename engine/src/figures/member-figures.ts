import type { Member, Policy } from '../policy/policy.ts';
import { type Figure, figureOf } from './figure.ts';
import { neighbours, written } from './neighbours.ts';
import { otherRoundings } from './other-roundings.ts';
import { otherZones } from './other-zones.ts';

/** §1: the tax and the time zone of each member. */
export function memberFigures(policy: Policy): Figure[] {
  return policy.members.flatMap((member, index) => figuresOfMember(policy, member, index));
}

function figuresOfMember(policy: Policy, member: Member, index: number): Figure[] {
  const { taxRate, taxRounding, timeZone } = member;
  const place = (what: string, field: keyof Member) => ({
    name: `members.${member.member} ${what}`,
    section: 1,
    path: `/members/${index}/${field}`,
    members: [member.member],
  });
  const withChange = (change: Partial<Member>): Policy => ({
    ...policy,
    members: policy.members.with(index, { ...member, ...change }),
  });
  return [
    figureOf(place('tax rate', 'taxRate'), written(taxRate), {
      others: neighbours(taxRate, (rate) => rate.lte(100)),
      changed: (rate) => withChange({ taxRate: rate }),
    }),
    figureOf(place('tax rounding', 'taxRounding'), taxRounding, {
      others: otherRoundings(taxRounding, taxRate),
      changed: (rounding) => withChange({ taxRounding: rounding }),
    }),
    figureOf(place('time zone', 'timeZone'), timeZone, {
      others: otherZones(timeZone),
      changed: (zone) => withChange({ timeZone: zone }),
    }),
  ];
}

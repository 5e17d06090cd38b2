import { type Member, type Policy, roundings } from '../policy/policy.ts';
import { type Figure, figureOf } from './figure.ts';
import { decimals, options, timeZones } from './figure-values.ts';
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
      values: decimals({ max: '100' }),
      changed: (rate) => withChange({ taxRate: rate }),
      sentence: (other, own) => `Tax is ${other} %, not ${own} %, for ${member.member}.`,
    }),
    figureOf(place('tax rounding', 'taxRounding'), taxRounding, {
      others: otherRoundings(taxRounding, taxRate),
      values: options(roundings, String),
      changed: (rounding) => withChange({ taxRounding: rounding }),
      sentence: (other, own) => `Tax is rounded ${other}, not ${own}, for ${member.member}.`,
    }),
    figureOf(place('time zone', 'timeZone'), timeZone, {
      others: otherZones(timeZone),
      values: timeZones,
      changed: (zone) => withChange({ timeZone: zone }),
      sentence: (other, own) => `Months begin and end in ${other}, not ${own}, for ${member.member}.`,
    }),
  ];
}

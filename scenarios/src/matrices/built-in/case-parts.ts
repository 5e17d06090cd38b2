import type { Month, Policy } from '@billing-testkit/engine';

/** The members that a policy has, each with a currency, a tax and a calendar of its own. */
export function membersOf(policy: Policy): readonly string[] {
  return policy.members.map(({ member }) => member);
}

/** Noon UTC of a day: noon of the 2nd to the 27th is in the month in every time zone. */
export function noonOf(month: Month, day: number): string {
  return `${month}-${String(day).padStart(2, '0')}T12:00:00Z`;
}

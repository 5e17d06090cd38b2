import type { Account, AccountCredit } from './account.ts';
import { sequenceOf } from './sequence.ts';

/** The account's credits with these ids, each once, in the order of granting. It does not go through other credits. */
export function creditsOf({ credits }: Account, creditIds: Iterable<string>): AccountCredit[] {
  const known = [...new Set(creditIds)].flatMap((creditId) => credits.get(creditId) ?? []);
  return known.sort((a, b) => (sequenceOf(a.creditId) ?? 0) - (sequenceOf(b.creditId) ?? 0));
}

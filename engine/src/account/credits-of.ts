import type { Account, AccountCredit } from './account.ts';
import { sequenceOf } from './sequence.ts';

/** The credits of the account with these ids, each once, in the order of granting; it costs what they are. */
export function creditsOf({ credits }: Account, creditIds: Iterable<string>): AccountCredit[] {
  const known = [...new Set(creditIds)].flatMap((creditId) => credits.get(creditId) ?? []);
  return known.sort((a, b) => (sequenceOf(a.creditId) ?? 0) - (sequenceOf(b.creditId) ?? 0));
}

import { BillingError } from '../../errors/billing-error.ts';
import { Inspection } from '../../inspection/inspection.ts';
import { dateIn } from '../../values/calendar.ts';
import type { AccountCredit } from '../account.ts';
import type { CancelCredits, CreditsEnded, ExpireCredits } from '../commands.ts';
import { creditsOf } from '../credits-of.ts';
import type { Decision, Draft } from './draft.ts';
import { enterLedger } from './ledger.ts';

/** Cancels credits, so that their remaining amounts are gone. A credit that has ended before stays as it is. */
export function cancelCredits(draft: Draft, { creditIds }: CancelCredits): Decision<CreditsEnded> {
  const { credits } = draft.account;
  const unknown = creditIds.find((creditId) => !credits.has(creditId));
  if (unknown !== undefined) throw new BillingError('NOT_FOUND', `The account has no credit ${unknown}.`);
  return endCredits(draft, 'CANCEL', creditsOf(draft.account, creditIds));
}

/** Takes away the remaining amounts of credits whose expiry date has passed (§6). */
export function expireCredits(draft: Draft, { on }: ExpireCredits): Decision<CreditsEnded> {
  const day = on ?? dateIn(draft.now, draft.account.member.timeZone);
  const inspection = new Inspection();
  inspection.date(day, '/on');
  inspection.finish('No credit expired:');
  const credits = [...draft.account.credits.values()];
  return endCredits(
    draft,
    'EXPIRE',
    credits.filter(({ expiresOn }) => expiresOn !== undefined && expiresOn < day),
  );
}

/** Ends credits, so that their remaining amounts are gone. A credit that has ended before stays as it is. */
export function endCredits(
  draft: Draft,
  how: NonNullable<AccountCredit['ended']>,
  credits: readonly AccountCredit[],
): Decision<CreditsEnded> {
  const meant = credits.filter((credit) => !credit.ended);
  for (const credit of meant) {
    const { creditId, balance: amount } = credit;
    draft.add({ type: 'creditEnded', creditId, how });
    if (amount > 0) enterLedger(draft, { credit, kind: how, amount, balance: 0 });
  }
  return draft.decided({ ended: meant.map(({ creditId, balance }) => ({ creditId, amount: balance })) });
}

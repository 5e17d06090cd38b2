import fc from 'fast-check';
import type { Call } from '../account-server.ts';
import { campaign, picked, which } from '../arbitraries.ts';
import { Refused } from '../model/refused.ts';
import { expectSame, type Step, step } from '../step.ts';

/** Cancels one credit. The answer has its unused rest, in the credit's own currency. */
const cancelCredit = which.map((nth) =>
  step(
    `DELETE /billing/admin/credits/{${nth} from the newest}/cancel`,
    async (account, server) => {
      const credit = picked(account.credits.all, nth);
      const creditId = credit?.creditId ?? 'credit-none';
      await expectSame(server, { method: 'DELETE', path: `/billing/admin/credits/${creditId}/cancel` }, () => {
        if (!credit) throw new Refused('NOT_FOUND');
        const cancelledAmount = credit.balance;
        account.credits.end('CANCEL', (one) => one === credit);
        return { creditId, cancelledAmount };
      });
    },
    ({ credits }) => credits.all.length > 0,
  ),
);

const cancelCampaign = campaign.map((campaignId) => {
  const call: Call = { method: 'DELETE', path: `/billing/admin/campaign/${campaignId}/credits` };
  return step(`${call.method} ${call.path}`, async (account, server) => {
    await expectSame(server, call, () => {
      const { count, amount } = account.credits.end('CANCEL', (credit) => credit.campaignId === campaignId);
      return { cancelledCount: count, cancelledAmount: amount };
    });
  });
});

export const cancelCredits: fc.Arbitrary<Step> = fc.oneof(cancelCredit, cancelCampaign);

import fc from 'fast-check';
import { month, picked, which } from '../arbitraries.ts';
import { type Call, stringIn } from '../life-server.ts';
import { daysAfter, lastDay } from '../model/calendar.ts';
import type { CreditTerms, CreditType } from '../model/credits.ts';
import type { Currency } from '../model/member.ts';
import { Refused } from '../model/refused.ts';
import { expectSame, type Step, step } from '../step.ts';

const types: CreditType[] = ['PROMOTIONAL', 'CAMPAIGN', 'BONUS', 'FREE', 'COMPENSATION', 'REFUND', 'PAID'];

/** Less than most months cost, or more. */
const amounts = fc.oneof(fc.integer({ min: 1, max: 4000 }), fc.integer({ min: 1, max: 40_000 }));

const campaigns = fc.constantFrom('spring', 'prepaid');

/** The days about a month's end, where a credit begins to be expiring soon, stops being usable, or starts to be valid. */
const edges = fc
  .tuple(month, fc.constantFrom(-40, -1, 0, 1, 7, 8, 40))
  .map(([of, days]) => daysAfter(lastDay(of), days));

const dates = fc.oneof(
  fc.constant({}),
  edges.map((expiresOn) => ({ expiresOn })),
  edges.map((validFrom) => ({ validFrom })),
  fc
    .tuple(edges, edges)
    .map(([one, other]) => ({ validFrom: one < other ? one : other, expiresOn: one < other ? other : one })),
);

/** Now and then a credit in a currency that no bill of the account is in. */
const currencies = fc.option(fc.constantFrom<Currency>('KRW', 'EUR'), { freq: 8, nil: undefined });

const grant = fc
  .record({
    campaignId: campaigns,
    type: fc.constantFrom(...types),
    amount: amounts,
    dates,
    currency: currencies,
  })
  .map(({ campaignId, type, amount, dates: { validFrom, expiresOn }, currency }: Grant) => {
    const path = `/billing/admin/campaign/${campaignId}/credits`;
    const body = { amount, creditType: type, currency, expirationDateFrom: validFrom, expirationDateTo: expiresOn };
    return step(`POST ${path} ${JSON.stringify(body)}`, async (life, server) => {
      const answer = await server.send({ method: 'POST', path, body });
      const creditId = stringIn(answer.body, 'creditId') ?? `none: ${answer.status}`;
      const validity = { ...(validFrom !== undefined && { validFrom }), ...(expiresOn !== undefined && { expiresOn }) };
      life.credits.grant(creditId, {
        type,
        amount,
        campaignId,
        currency: currency ?? life.member.currency,
        ...validity,
      });
    });
  });

interface Grant extends Pick<CreditTerms, 'type' | 'amount'> {
  readonly campaignId: string;
  readonly currency: Currency | undefined;
  readonly dates: Pick<CreditTerms, 'validFrom' | 'expiresOn'>;
}

/** What was left of it, in its own currency. */
const cancelCredit = which.map((nth) =>
  step(
    `DELETE /billing/admin/credits/{${nth} from the newest}/cancel`,
    async (life, server) => {
      const credit = picked(life.credits.all, nth);
      const creditId = credit?.creditId ?? 'credit-none';
      await expectSame(server, { method: 'DELETE', path: `/billing/admin/credits/${creditId}/cancel` }, () => {
        if (!credit) throw new Refused('NOT_FOUND');
        const cancelledAmount = credit.balance;
        life.credits.end('CANCEL', (one) => one === credit);
        return { creditId, cancelledAmount };
      });
    },
    ({ credits }) => credits.all.length > 0,
  ),
);

const cancelCampaign = campaigns.map((campaignId) => {
  const call: Call = { method: 'DELETE', path: `/billing/admin/campaign/${campaignId}/credits` };
  return step(`${call.method} ${call.path}`, async (life, server) => {
    await expectSame(server, call, () => {
      const { count, amount } = life.credits.end('CANCEL', (credit) => credit.campaignId === campaignId);
      return { cancelledCount: count, cancelledAmount: amount };
    });
  });
});

export const creditSteps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: grant },
  { weight: 1, arbitrary: cancelCredit },
  { weight: 1, arbitrary: cancelCampaign },
);

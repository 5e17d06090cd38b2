import fc from 'fast-check';
import { type AccountServer, type Call, stringIn, textOf } from '../account-server.ts';
import { campaign, month } from '../arbitraries.ts';
import type { AccountModel } from '../model/account-model.ts';
import { type Day, daysAfter, lastDay } from '../model/calendar.ts';
import type { CreditType } from '../model/credits.ts';
import type { Currency } from '../model/member.ts';
import { type Step, step } from '../step.ts';

interface Grant {
  readonly campaignId: string;
  readonly creditType: CreditType;
  readonly amount: number;
  /** The account's currency when absent. */
  readonly currency?: Currency | undefined;
  readonly expirationDateFrom?: Day;
  readonly expirationDateTo?: Day;
}

const creditType = fc.constantFrom<CreditType>(
  'PROMOTIONAL',
  'CAMPAIGN',
  'BONUS',
  'FREE',
  'COMPENSATION',
  'REFUND',
  'PAID',
);

/** An amount below the cost of most months, or above it. */
const amount = fc.oneof(fc.integer({ min: 1, max: 4000 }), fc.integer({ min: 1, max: 40_000 }));

/** The days on which a credit is just, or just no more, valid in a month, usable in it, or expiring soon after it (§6). */
const edge = fc.tuple(month, fc.constantFrom(0, 1, 7, 8)).map(([of, days]) => daysAfter(lastDay(of), days));

const dates = fc.oneof(
  fc.constant({}),
  edge.map((expirationDateTo) => ({ expirationDateTo })),
  edge.map((expirationDateFrom) => ({ expirationDateFrom })),
  fc.tuple(edge, edge).map(([one, other]) => {
    const [expirationDateFrom = one, expirationDateTo = other] = [one, other].sort();
    return { expirationDateFrom, expirationDateTo };
  }),
);

/** Now and then a credit is in a currency that no bill of the account is in. */
const currency = fc.option(fc.constantFrom<Currency>('KRW', 'EUR'), { freq: 8, nil: undefined });

const grant: fc.Arbitrary<Grant> = fc
  .record({ campaignId: campaign, creditType, amount, currency, dates })
  .map(({ dates: fromTo, ...credit }) => ({ ...credit, ...fromTo }));

/** A few credits at once, so that a month has several to choose from. */
export const grantCredits: fc.Arbitrary<Step> = fc.array(grant, { minLength: 1, maxLength: 3 }).map((granted) =>
  step(granted.map((one) => textOf(callOf(one))).join(', '), async (account, server) => {
    for (const one of granted) await give(account, server, one);
  }),
);

async function give(account: AccountModel, server: AccountServer, granted: Grant): Promise<void> {
  const { status, body } = await server.send(callOf(granted));
  const { creditType: type, expirationDateFrom, expirationDateTo, currency: own, ...terms } = granted;
  account.credits.grant(stringIn(body, 'creditId') ?? `none: ${status}`, {
    ...terms,
    type,
    currency: own ?? account.member.currency,
    ...(expirationDateFrom !== undefined && { validFrom: expirationDateFrom }),
    ...(expirationDateTo !== undefined && { expiresOn: expirationDateTo }),
  });
}

function callOf({ campaignId, ...body }: Grant): Call {
  return { method: 'POST', path: `/billing/admin/campaign/${campaignId}/credits`, body };
}

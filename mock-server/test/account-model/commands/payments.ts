import fc from 'fast-check';
import { type Call, stringIn } from '../account-server.ts';
import { month } from '../arbitraries.ts';
import type { Bill } from '../model/bill.ts';
import { cancelPayments, pay, refund, type TestToken } from '../model/payments.ts';
import { expectSame, type Step, step } from '../step.ts';

/** The share of the possible amount, by a name; nothing for a call that leaves the amount out. */
const amounts: Readonly<Record<string, (most: number) => number | undefined>> = {
  all: () => undefined,
  'all of it': (most) => Math.max(1, most),
  'a third': (most) => Math.ceil((most + 1) / 3),
  'all but one': (most) => Math.max(1, most - 1),
  'one too many': (most) => most + 1,
  one: () => 1,
};

const share = fc.constantFrom(...Object.entries(amounts));

const tokens = fc.oneof(
  { weight: 3, arbitrary: fc.constant<TestToken>('tok_success') },
  { weight: 3, arbitrary: fc.constantFrom<TestToken>('tok_partial', 'tok_pending') },
  { weight: 2, arbitrary: fc.constantFrom<TestToken>('tok_declined', 'tok_insufficient_funds') },
);

const payMonth = fc.tuple(month, share, tokens).map(([paid, [name, amountOf], testToken]) =>
  step(
    `POST /billing/payments/${paid} {amount: ${name}, testToken: ${testToken}}`,
    async (account, server) => {
      const amount = amountOf(account.amountDue(paid));
      const body = { testToken, ...(amount !== undefined && { amount }) };
      await expectSame(server, { method: 'POST', path: `/billing/payments/${paid}`, body }, () =>
        pay(account, paid, body),
      );
    },
    (account) => account.isOpenToPayment(paid),
  ),
);

const refundMonth = fc.tuple(month, share, fc.boolean()).map(([paid, [name, amountOf], asCredit]) =>
  step(
    `POST /billing/payments/${paid}/refunds {amount: ${name}, asCredit: ${asCredit}}`,
    async (account, server) => {
      const { paid: received = 0, refunded = 0 } = account.find(paid) ?? {};
      const amount = amountOf(received - refunded);
      const call: Call = { method: 'POST', path: `/billing/payments/${paid}/refunds`, body: { amount, asCredit } };
      const creditId = stringIn(await expectSame(server, call, () => refund(account, paid, amount)), 'creditId');
      if (!asCredit || creditId === undefined) return;
      const given = (account.find(paid)?.refunded ?? 0) - refunded;
      account.credits.grant(creditId, { type: 'REFUND', amount: given, currency: account.member.currency }, 'REFUND');
    },
    (account) => isRefundable(account.find(paid)),
  ),
);

const cancelMonth = month.map((paid) =>
  step(
    `DELETE /billing/admin/payments/${paid}?paymentGroupId=its own`,
    async (account, server) => {
      const path = `/billing/admin/payments/${paid}?paymentGroupId=${account.paymentGroupId(paid)}`;
      await expectSame(server, { method: 'DELETE', path }, () => cancelPayments(account, paid));
    },
    ({ payments }) => payments.some((payment) => payment.month === paid && payment.result === 'SETTLED'),
  ),
);

function isRefundable(bill: Bill | undefined): boolean {
  return bill !== undefined && bill.paid > bill.refunded;
}

export const paymentSteps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: payMonth },
  { weight: 2, arbitrary: refundMonth },
  { weight: 2, arbitrary: cancelMonth },
);

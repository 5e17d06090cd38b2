import type { Schema } from '@billing-testkit/contracts';
import type { Command, PaymentOutcome } from '@billing-testkit/engine';
import type { Handlers } from '../http/handler.ts';
import { inWordsOf, Refusal } from '../http/refusal.ts';
import { wirePath } from '../http/wire-path.ts';
import { toWireInstant } from '../wire/instant.ts';

type PaymentHandlers = Pick<Handlers, 'pay'>;

const DEFAULT_METHOD = 'CREDIT_CARD';

const outcomes: Readonly<Record<Schema<'TestToken'>, PaymentOutcome>> = {
  tok_success: 'SUCCEEDS',
  tok_declined: 'IS_DECLINED',
  tok_insufficient_funds: 'IS_DECLINED',
  tok_pending: 'STAYS_PENDING',
  tok_partial: 'TAKES_HALF',
};

const declines = new Map<Schema<'TestToken'>, string>([
  ['tok_declined', 'The card was declined'],
  ['tok_insufficient_funds', 'The card has insufficient funds'],
]);

export const paymentHandlers: PaymentHandlers = {
  pay({ uuid, path: { month }, body = {} }, { store }) {
    const { amount, method = DEFAULT_METHOD, testToken = 'tok_success', paymentGroupId: asked } = body;
    const bill = store.read(uuid).bills.get(month);
    if (bill && asked !== undefined && asked !== bill.paymentGroupId) {
      throw Refusal.notFound(`payment group ${asked} of ${month}: it is ${bill.paymentGroupId}`);
    }
    const outcome = outcomes[testToken];
    const command: Command<'pay'> = { type: 'pay', month, method, outcome, ...(amount !== undefined && { amount }) };
    const path = wirePath({ '/month': 'path/month' });
    const { payment, paymentGroupId, status } = inWordsOf(path, () => store.update(uuid, command));
    const declined = declines.get(testToken);
    if (declined) throw new Refusal('PAYMENT_DECLINED', `${declined}: nothing was paid, and the month is ${status}.`);
    const { paymentId, amount: paid, transactionId, at } = payment;
    return {
      paymentId,
      paymentGroupId,
      status,
      amount: paid,
      method,
      transactionId,
      paymentDate: toWireInstant(at),
      month,
    };
  },
};

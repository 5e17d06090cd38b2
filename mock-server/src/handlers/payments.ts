import type { Schema } from '@billing-testkit/contracts';
import {
  type Account,
  type Bill,
  byMonth,
  type Command,
  isMonth,
  type PaymentOutcome,
  paymentsOf,
  sequenceOf,
} from '@billing-testkit/engine';
import { inRequestWords } from '../errors/in-request-words.ts';
import { LostAnswer } from '../errors/lost-answer.ts';
import { Refusal } from '../errors/refusal.ts';
import { DEFAULT_UUID } from '../store/store.ts';
import { toPaymentAnswer, toWirePayment } from '../wire/payment.ts';
import { toWireStatement } from '../wire/statement.ts';
import { wirePath } from '../wire/wire-path.ts';
import type { Handlers } from './handler.ts';
import { firstIndex, pageOf } from './page.ts';

type PaymentHandlers = Pick<
  Handlers,
  'pay' | 'refundPayment' | 'listPayments' | 'changePaymentStatus' | 'cancelPayment'
>;

const DEFAULT_METHOD = 'CREDIT_CARD';

/** A month after every billing month. */
const LAST_MONTH = '9999-99';

const outcomes: Readonly<Record<Schema<'TestToken'>, PaymentOutcome>> = {
  tok_success: 'SUCCEEDS',
  tok_declined: 'IS_DECLINED',
  tok_insufficient_funds: 'IS_DECLINED',
  tok_pending: 'STAYS_PENDING',
  tok_partial: 'TAKES_HALF',
  tok_network_error: 'SUCCEEDS',
};

const declines = new Map<Schema<'TestToken'>, string>([
  ['tok_declined', 'The card was declined'],
  ['tok_insufficient_funds', 'The card has insufficient funds'],
]);

const inPath = wirePath({ '/month': 'path/month' });

export const paymentHandlers: PaymentHandlers = {
  pay({ uuid, path: { month }, body = {} }, { store }) {
    const { amount, method = DEFAULT_METHOD, testToken = 'tok_success', paymentGroupId } = body;
    checkGroup(store.read(uuid), month, paymentGroupId);
    const outcome = outcomes[testToken];
    const command: Command<'pay'> = { type: 'pay', month, method, outcome, ...(amount !== undefined && { amount }) };
    const made = inRequestWords(inPath, () => store.update(uuid, command));
    const declined = declines.get(testToken);
    if (declined)
      throw new Refusal('PAYMENT_DECLINED', `${declined}: nothing was paid, and the month is ${made.status}.`);
    const answer = toPaymentAnswer(made);
    if (testToken === 'tok_network_error') throw new LostAnswer(answer);
    return answer;
  },

  refundPayment({ uuid, path: { month }, body = {} }, { store }) {
    const { amount, reason, asCredit = false } = body;
    const to = asCredit ? 'CREDIT' : 'PAYER';
    const given = { ...(amount !== undefined && { amount }), ...(reason !== undefined && { reason }) };
    const { refund, status } = inRequestWords(inPath, () =>
      store.update(uuid, { type: 'refund', month, to, ...given }),
    );
    const { refundId, creditId } = refund;
    return { refundId, amount: refund.amount, ...(creditId !== undefined && { creditId }), paymentStatus: status };
  },

  listPayments({ uuid, query }, { store }) {
    const account = store.read(uuid);
    const { monthFrom = '', monthTo = LAST_MONTH } = query;
    const bills = [...account.bills.values()].sort(byMonth);
    const asked = bills.filter(({ month }) => monthFrom <= month && month <= monthTo);
    const start = `st-${uuid}-`;
    const page = pageOf(asked, query, (id) => {
      const month = id.slice(start.length);
      return id.startsWith(start) && isMonth(month) ? firstIndex(asked, (bill) => bill.month > month) : undefined;
    });
    return {
      statements: page.map((bill) => toWireStatement(account, bill)),
      payments: page
        .flatMap((bill) => paymentsOn(account, bill))
        .sort(byMaking)
        .map(({ payment }) => payment),
      totalItems: asked.length,
    };
  },

  changePaymentStatus({ namedUuid, path: { month }, body: { paymentGroupId, paymentStatusCode: to } }, { store }) {
    const ownerUuid = namedUuid ?? store.holderUuid([['paymentGroup', paymentGroupId]]) ?? DEFAULT_UUID;
    checkGroup(store.read(ownerUuid), month, paymentGroupId);
    const { status } = store.update(ownerUuid, { type: 'changePaymentStatus', month, to });
    return { paymentGroupId, paymentStatus: status };
  },

  cancelPayment({ namedUuid, path: { month }, query: { paymentGroupId } }, { store }) {
    const ownerUuid = namedUuid ?? store.holderUuid([['paymentGroup', paymentGroupId]]) ?? DEFAULT_UUID;
    checkGroup(store.read(ownerUuid), month, paymentGroupId);
    const { cancelledAmount, status } = store.update(ownerUuid, { type: 'cancelPayments', month });
    return { paymentGroupId, paymentStatus: status, cancelledAmount };
  },
};

/** A payment group that is named has to be the month's; a month without a statement has none. */
function checkGroup({ bills }: Account, month: string, paymentGroupId: string | undefined): void {
  const bill = bills.get(month);
  if (!bill || paymentGroupId === undefined || paymentGroupId === bill.paymentGroupId) return;
  throw Refusal.notFound(`payment group ${paymentGroupId} of ${month}: it is ${bill.paymentGroupId}`);
}

/** The payments of a bill's month, each with the number by which it was made. */
function paymentsOn(account: Account, { month, paymentGroupId }: Bill) {
  return paymentsOf(account, month).map((payment) => ({
    made: sequenceOf(payment.paymentId) ?? 0,
    payment: toWirePayment(payment, paymentGroupId),
  }));
}

function byMaking(a: { readonly made: number }, b: { readonly made: number }): number {
  return a.made - b.made;
}

import { type Interaction, ids, isRefused, month, succeeds, uuid } from '../interaction.ts';
import { statement } from './statements.ts';

const calculated = {
  state: 'an account with a calculated statement',
  params: { uuid, month, total: 55_000 },
} as const;
const paid = { ...calculated, params: { ...calculated.params, paymentStatus: 'PAID' } } as const;
const { paymentGroupId, paymentId } = ids;
const transactionId = 'tx-billing-sdk-6';
const paymentDate = '2025-04-10T01:00:00Z';
const declined = { testToken: 'tok_declined' } as const;
const issued = { paymentGroupId, paymentStatusCode: 'REGISTERED' } as const;

export const paymentInteractions: readonly Interaction[] = [
  succeeds('pay', 'a month is paid', {
    state: calculated,
    request: { line: 'POST /billing/payments/2025-03', body: { amount: 55_000, method: 'CREDIT_CARD' } },
    call: (client) => client.payments.pay(month, { amount: 55_000, method: 'CREDIT_CARD' }),
    answers: {
      paymentId,
      paymentGroupId,
      status: 'PAID',
      amount: 55_000,
      method: 'CREDIT_CARD',
      transactionId,
      paymentDate,
      month,
    },
  }),
  isRefused('pay', 'a month is paid with a card that is declined', {
    state: calculated,
    request: { line: 'POST /billing/payments/2025-03', body: declined },
    call: (client) => client.payments.pay(month, declined),
    refusal: { status: 402, code: 'PAYMENT_DECLINED' },
  }),
  isRefused('pay', 'a month is paid that has no statement', {
    state: { state: 'an account', params: { uuid } },
    request: { line: 'POST /billing/payments/2025-03' },
    call: (client) => client.payments.pay(month),
    refusal: { status: 404, code: 'NOT_FOUND' },
  }),
  isRefused('pay', 'more is paid than is due', {
    state: calculated,
    request: { line: 'POST /billing/payments/2025-03', body: { amount: 55_001 } },
    call: (client) => client.payments.pay(month, { amount: 55_001 }),
    refusal: { status: 409, code: 'OVERPAYMENT' },
  }),
  succeeds('refundPayment', 'a part of a payment is given back', {
    state: paid,
    request: { line: 'POST /billing/payments/2025-03/refunds', body: { amount: 5_000, reason: 'outage' } },
    call: (client) => client.payments.refund(month, { amount: 5_000, reason: 'outage' }),
    answers: { refundId: 'refund-billing-sdk-7', amount: 5_000, paymentStatus: 'PAID' },
  }),
  succeeds('listPayments', 'the payments are listed', {
    state: paid,
    request: { line: 'GET /billing/admin/payments', query: { monthFrom: '2025-01', monthTo: month } },
    call: (client) => client.payments.list({ monthFrom: '2025-01', monthTo: month }),
    answers: {
      statements: [{ ...statement, paidAmount: 55_000, amountDue: 0, paymentStatus: 'PAID' }],
      payments: [
        {
          paymentId,
          paymentGroupId,
          month,
          result: 'SETTLED',
          amount: 55_000,
          method: 'CREDIT_CARD',
          transactionId,
          paymentDate,
          allocations: [{ month, amount: 55_000 }],
        },
      ],
      totalItems: 1,
    },
  }),
  succeeds('changePaymentStatus', 'a statement is issued', {
    state: calculated,
    request: {
      line: 'PUT /billing/admin/payments/2025-03/status',
      body: { paymentGroupId: '{paymentGroupId}', paymentStatusCode: 'REGISTERED' },
    },
    call: (client) => client.payments.changeStatus(month, issued),
    answers: { paymentGroupId, paymentStatus: 'REGISTERED' },
  }),
  isRefused('changePaymentStatus', 'a paid month is cancelled', {
    state: paid,
    request: {
      line: 'PUT /billing/admin/payments/2025-03/status',
      body: { paymentGroupId: '{paymentGroupId}', paymentStatusCode: 'CANCELLED' },
    },
    call: (client) => client.payments.changeStatus(month, { paymentGroupId, paymentStatusCode: 'CANCELLED' }),
    refusal: { status: 409, code: 'INVALID_TRANSITION' },
  }),
  succeeds('cancelPayment', 'the payment of a month is cancelled', {
    state: paid,
    request: { line: 'DELETE /billing/admin/payments/2025-03', query: { paymentGroupId: '{paymentGroupId}' } },
    call: (client) => client.payments.cancel(month, { paymentGroupId }),
    answers: { paymentGroupId, paymentStatus: 'REGISTERED', cancelledAmount: 55_000 },
  }),
];

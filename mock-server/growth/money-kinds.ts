import { inTurn, monthAt, reading, times } from './state-account.ts';
import type { StateKind } from './state-kinds.ts';

const calculating: StateKind['linear'] = ['calculateStatement', 'createBatch of API_CALCULATE_USAGE_AND_PRICE'];

export const moneyKinds: readonly StateKind[] = [
  {
    name: 'credits of many campaigns',
    n: 1000,
    async build(account, n) {
      const granted = await inTurn(n, (index) => account.grant(`campaign-${index}`, 1));
      return (index) => ({ creditId: granted[index]?.creditId, campaignId: `campaign-${index}` });
    },
    linear: [...calculating, 'getCreditBalance', 'createBatch of BATCH_CREDIT_EXPIRY'],
  },
  {
    name: 'credits of one campaign',
    n: 1000,
    async build(account, n) {
      const granted = await inTurn(n, () => account.grant('spring', 1));
      return (index) => ({ creditId: granted[index]?.creditId });
    },
    linear: [...calculating, 'getCreditBalance', 'createBatch of BATCH_CREDIT_EXPIRY', 'cancelCampaignCredit'],
  },
  {
    name: 'credits used by one statement',
    n: 1000,
    async build(account, n) {
      await inTurn(n, () => account.grant('spring', 1));
      await account.calculate('2025-03');
      return () => account.march;
    },
    linear: [
      ...calculating,
      'getStatements',
      'getConsoleStatements',
      'listPayments',
      'deleteCalculation',
      'cancelCampaignCredit',
    ],
  },
  {
    name: 'credits that are used up',
    n: 1000,
    async build(account, n) {
      await inTurn(n, () => account.grant('autumn', 1));
      await account.record([reading(0, '2024-12', { counterVolume: '1000000' })]);
      await account.calculate('2024-12');
      return () => ({ campaignId: 'spring' });
    },
    linear: ['listPayments'],
  },
  {
    name: 'ledger entries',
    n: 500,
    async build(account, n) {
      await inTurn(n, () => account.calculate('2025-03'));
      return () => ({});
    },
    linear: [],
  },
  {
    name: 'redeemed coupons',
    n: 500,
    async build(account, n) {
      await inTurn(n, (index) => account.ask('POST', `/billing/coupons/code-${index}`));
      return (index) => ({ couponCode: `new-${index}` });
    },
    linear: [...calculating, 'getCreditBalance', 'createBatch of BATCH_CREDIT_EXPIRY'],
  },
  {
    name: 'bills',
    n: 150,
    async build(account, n) {
      await account.record(times(n, (index) => reading(index, monthAt(index))));
      await inTurn(n, (index) => account.calculate(monthAt(index)));
      return () => ({});
    },
    linear: ['getUnpaidStatements', 'pay', 'createBatch of BATCH_PAYMENT_REMINDER'],
  },
  {
    name: 'payments of one month',
    n: 500,
    async build(account, n) {
      await inTurn(n, () => account.ask('POST', '/billing/payments/2025-03', { amount: 1 }));
      return () => account.march;
    },
    linear: ['listPayments', 'cancelPayment', 'changePaymentStatus'],
  },
  {
    name: 'refunds of one month',
    n: 500,
    async build(account, n) {
      await account.ask('POST', '/billing/payments/2025-03', {});
      await inTurn(n, () => account.ask('POST', '/billing/payments/2025-03/refunds', { amount: 1 }));
      return () => account.march;
    },
    linear: ['cancelPayment', 'changePaymentStatus'],
  },
];

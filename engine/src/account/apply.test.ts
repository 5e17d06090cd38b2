import { describe, expect, test } from 'vitest';
import { aReading, seen, TestAccount } from '../../test/test-account.ts';
import { type AccountEvent, apply } from '../index.ts';

const at = '2025-03-15T00:00:00.000000000Z';

describe('an event of something unknown', () => {
  test.each<AccountEvent>([
    { type: 'paymentStatusChanged', month: '2025-03', from: 'READY', to: 'PAID' },
    { type: 'adjustmentsDeleted', adjustmentIds: ['adj-9'] },
    { type: 'readingsDeleted', meterIds: ['meter-9'] },
    { type: 'contractDeleted', contractId: 'contract-9' },
    { type: 'contractsUnassigned' },
    { type: 'creditEnded', creditId: 'credit-9', how: 'EXPIRE' },
    { type: 'statementDeleted', month: '2025-03', paymentGroupId: 'pg-acme-2025-03' },
    { type: 'paymentSettled', paymentId: 'payment-9', amount: 5, allocations: [{ month: '2025-03', amount: 5 }] },
    { type: 'paymentEnded', paymentId: 'payment-9', as: 'CANCELLED' },
  ])('$type changes nothing, and does not fail', (event) => {
    const acme = new TestAccount();
    const before = seen(acme.account);
    apply(acme.account, event);
    expect(seen(acme.account)).toEqual(before);
  });

  test('ledgerEntered is kept in the ledger, of no credit', () => {
    const acme = new TestAccount();
    const entry = {
      entryId: 'entry-1',
      creditId: 'credit-9',
      type: 'FREE',
      kind: 'USE',
      amount: 1,
      balance: 0,
      at,
    } as const;
    apply(acme.account, { type: 'ledgerEntered', entry });
    expect([acme.account.ledger, acme.account.credits.size]).toEqual([[entry], 0]);
  });

  test('paymentMade for months without a statement is kept as a payment', () => {
    const acme = new TestAccount();
    const payment = {
      paymentId: 'payment-1',
      transactionId: 'tx-1',
      month: '2025-03',
      amount: 5,
      method: 'CARD',
      status: 'SETTLED',
      at,
      allocations: [{ month: '2025-03', amount: 5 }],
    } as const;
    apply(acme.account, { type: 'paymentMade', payment });
    expect(acme.account.payments.get('payment-1')).toEqual(payment);
    expect(acme.account.bills.size).toBe(0);
  });
});

test('a project that joins with app keys gets their readings', () => {
  const acme = new TestAccount();
  apply(acme.account, { type: 'projectJoined', project: { projectId: 'p-1', appKeys: ['key-1', 'key-2'] } });
  const { projectId: _, ...reading } = aReading({ appKey: 'key-2' });
  acme.do({ type: 'recordReadings', readings: [reading] });
  expect(acme.calculate('2025-03').lineItems.map(({ projectId }) => projectId)).toEqual(['p-1']);
});

describe('what is owed', () => {
  test('follows the bills', () => {
    const acme = new TestAccount();
    acme.bill('2025-03', 100);
    const owed = () => [...acme.account.owing.keys()];
    expect(owed()).toEqual(['2025-03']);
    acme.put('2025-03', 'PENDING');
    expect(owed()).toEqual(['2025-03']);
    acme.put('2025-03', 'CANCELLED');
    expect(owed()).toEqual([]);
  });
});

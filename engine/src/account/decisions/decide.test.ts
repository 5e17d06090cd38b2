import { describe, expect, test } from 'vitest';
import { aGrant, anAdjustment, aReading, memberNamed, payment, seen, TestAccount } from '../../../test/test-account.ts';
import { apply, type Command, decide, openAccount } from '../../index.ts';

/** A command of every kind, with commands before it that make it possible. */
const commands: Command[] = [
  { type: 'recordReadings', readings: [aReading({ eventId: 'e-1' }), aReading({ appKey: 'key-1', volume: 900 })] },
  { type: 'createContract', name: 'Committed', terms: { discountRate: 10, baseFee: 50 } },
  { type: 'assignContract', contractId: 'contract-acme-3', billingGroupId: 'bg-other', monthFrom: '2025-02' },
  anAdjustment({ level: 'PROJECT', targetId: 'p-b' }),
  anAdjustment({ type: 'RATE_DISCOUNT', value: 10 }),
  aGrant(300),
  aGrant(200, { creditType: 'BONUS', expiresAfterMonths: 3 }),
  { type: 'calculate', month: '2025-01' },
  { type: 'calculate', month: '2025-03' },
  payment('2025-01', 40),
  payment('2025-01', 20, 'TAKES_HALF'),
  payment('2025-03', undefined, 'IS_DECLINED'),
  { type: 'recordReadings', readings: [aReading({ volume: 77 })] },
  { type: 'calculate', month: '2025-03' },
  { type: 'deleteAdjustments', adjustmentIds: ['adj-acme-4'] },
  { type: 'deleteReadings', appKeys: ['key-1'] },
  { type: 'calculate', month: '2025-03' },
  payment('2025-03', 400, 'STAYS_PENDING'),
  { type: 'settlePayment', month: '2025-03' },
  { type: 'cancelPayments', month: '2025-03' },
  { type: 'changePaymentStatus', month: '2025-03', to: 'READY' },
  { type: 'refund', month: '2025-01', amount: 10, to: 'CREDIT' },
  { type: 'cancelCredits', creditIds: ['credit-acme-6'] },
  { type: 'expireCredits' },
  { type: 'calculate', month: '2025-04' },
  { type: 'deleteCalculation', month: '2025-04' },
  { type: 'deleteContract', contractId: 'contract-acme-3' },
  { type: 'unassignContracts' },
  payment('2025-03', 1, 'STAYS_PENDING'),
];

const refused: Command[] = [
  {
    type: 'recordReadings',
    readings: [aReading({ eventId: 'e-2', projectId: 'p-new' }), aReading({ counterType: 'GAUGE' })],
  },
  { type: 'recordReadings', readings: [aReading({ projectId: 'p-new' }), aReading({ volume: -1 })] },
  { type: 'deleteReadings', from: '2025-03-10', to: '2025-03-09' },
  { type: 'createContract', name: '', terms: {} },
  { type: 'createContract', name: 'C', currency: 'KRW', terms: {} },
  { type: 'assignContract', contractId: 'c-9', billingGroupId: 'bg-new', monthFrom: '2025-02' },
  anAdjustment({ targetId: 'bg-new', value: -1 }),
  { type: 'deleteAdjustments', adjustmentIds: ['adj-acme-5', 'adj-9'] },
  aGrant(0),
  { type: 'calculate', month: '2025-3' },
  // PARTIALLY_PAID and PENDING
  { type: 'calculate', month: '2025-01' },
  { type: 'calculate', month: '2025-03' },
  payment('2025-03'),
  payment('2025-02'),
  payment('2025-01', 9_999),
  { type: 'settlePayment', month: '2025-01' },
  { type: 'refund', month: '2025-01', amount: 9_999, to: 'CREDIT' },
  { type: 'cancelPayments', month: '2025-01' },
  { type: 'changePaymentStatus', month: '2025-01', to: 'READY' },
  { type: 'cancelCredits', creditIds: ['credit-acme-8', 'credit-9'] },
  { type: 'deleteCalculation', month: '2025-01' },
  { type: 'deleteContract', contractId: 'contract-acme-3' },
];

function usedAccount(): TestAccount {
  const acme = new TestAccount({ projects: [{ projectId: 'p-1', appKeys: ['key-1'] }] });
  for (const command of commands) acme.do(command);
  return acme;
}

describe('deciding', () => {
  test.each(commands.map((command, n) => ({ n, type: command.type })))('$n: $type changes nothing', ({ n }) => {
    const acme = new TestAccount({ projects: [{ projectId: 'p-1', appKeys: ['key-1'] }] });
    for (const command of commands.slice(0, n)) acme.do(command);
    const before = seen(acme.account);
    for (const command of commands.slice(n, n + 1)) {
      const first = acme.decide(command);
      expect(seen(acme.account)).toEqual(before);
      // The command can be decided again, with the same result.
      expect(acme.decide(command)).toEqual(first);
    }
  });

  test.each(refused.map((command, n) => ({ n, type: command.type })))('refusing $n: $type changes nothing', ({ n }) => {
    const acme = usedAccount();
    const before = seen(acme.account);
    for (const command of refused.slice(n, n + 1)) expect(acme.refusal(command).name).toBe('BillingError');
    expect(seen(acme.account)).toEqual(before);
  });

  test('leaves the command as it was sent', () => {
    const sent = structuredClone(commands);
    const acme = new TestAccount({ projects: [{ projectId: 'p-1', appKeys: ['key-1'] }] });
    for (const command of sent) acme.do(command);
    expect(sent).toEqual(commands);
  });

  test('is deterministic: equal commands make equal accounts, ids included', () => {
    expect(seen(usedAccount().account)).toEqual(seen(usedAccount().account));
  });

  test('makes ids by the account and its own sequence', () => {
    const { account } = usedAccount();
    const ids = [
      ...[...account.readings.all()].map(({ meterId }) => meterId),
      ...account.contracts.keys(),
      ...account.adjustments.keys(),
      ...account.credits.keys(),
      ...account.ledger.map(({ entryId }) => entryId),
      ...[...account.payments.values()].flatMap(({ paymentId, transactionId }) => [paymentId, transactionId]),
      ...account.refunds.map(({ refundId }) => refundId),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^(meter|contract|adj|credit|entry|payment|tx|refund)-acme-\d+$/);
    const numbers = ids.map((id) => Number(id.split('-').at(-1)));
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(Math.max(...numbers)).toBe(account.sequence);
  });
});

describe('an id that is made', () => {
  const contractId = 'contract-acme-1';
  const invented = { name: 'Invented', terms: {} };

  test('is none that the account has already, whoever named it', () => {
    const acme = new TestAccount();
    const assignment = { contractId, billingGroupId: 'bg-acme', monthFrom: '2025-03', otherwise: invented };
    acme.do({ type: 'assignContract', ...assignment });
    acme.adjust({ adjustmentId: 'adj-acme-3' });
    const created = acme.do({ type: 'createContract', name: 'Own', terms: {} });
    expect(created.contract.contractId).toBe('contract-acme-2');
    expect(acme.adjust({})).toBe('adj-acme-4');
  });

  test('is none that stands for something that may still join the account', () => {
    const { account } = new TestAccount();
    const command = { type: 'createContract', name: 'Own', terms: {} } as const;
    const isTaken = (id: string) => id === contractId;
    const now = '2025-03-15T00:00:00.000000000Z';
    expect(decide(account, command, { now, isTaken }).answer.contract.contractId).toBe('contract-acme-2');
  });
});

describe('the events of an account', () => {
  test('tell it again: applied to a new account they make an equal one', () => {
    const acme = new TestAccount();
    const events = commands.flatMap((command) => {
      const decided = acme.decide(command);
      for (const event of decided.events) apply(acme.account, event);
      return decided.events;
    });
    const retold = openAccount({ uuid: 'acme', member: memberNamed('etc'), createdAt: acme.account.createdAt });
    // The events are as they come back from a file.
    for (const event of JSON.parse(JSON.stringify(events))) apply(retold, event);
    expect(seen(retold)).toEqual(seen(acme.account));
  });
});

describe('a new account', () => {
  test('has nothing but its names and projects', () => {
    const { account } = new TestAccount({
      uuid: 'u-1',
      billingGroupId: 'bg-own',
      projects: [{ projectId: 'p-1', appKeys: ['key-1', 'key-2'] }],
    });
    expect(account).toMatchObject({ uuid: 'u-1', billingGroupId: 'bg-own', sequence: 0 });
    expect(account.billingGroupNames).toEqual(new Set(['bg-own']));
    expect(account.appKeys).toEqual(
      new Map([
        ['key-1', 'p-1'],
        ['key-2', 'p-1'],
      ]),
    );
    expect(account.readings.size + account.bills.size + account.credits.size).toBe(0);
  });

  test('is its billing group by name when none is given', () => {
    expect(new TestAccount({ uuid: 'u-1' }).account.billingGroupId).toBe('bg-u-1');
  });

  test('shares nothing with others', () => {
    const [one, other] = [usedAccount(), new TestAccount({ uuid: 'other' })];
    expect(one.account.ledger.length).toBeGreaterThan(0);
    expect(seen(other.account)).toEqual(seen(new TestAccount({ uuid: 'other' }).account));
  });
});

import { describe, expect, test } from 'vitest';
import { memberNamed, seen, TestAccount } from '../../../test/test-account.ts';

/** The ledger, a line per entry. */
const ledger = (acme: TestAccount) =>
  acme.account.ledger.map(({ creditId, kind, amount, balance }) => [creditId, kind, amount, balance].join(' '));

describe('cancelling credits', () => {
  test('takes away what is left of them', () => {
    const acme = new TestAccount();
    const [first, second, third] = [acme.grant(100), acme.grant(50), acme.grant(7)];
    acme.bill('2025-03', 30);
    acme.now = '2025-04-01T00:00:00.000000000Z';
    const { ended } = acme.do({ type: 'cancelCredits', creditIds: [second, first] });
    // The credits are in the order of granting.
    expect(ended).toEqual([
      { creditId: first, amount: 70 },
      { creditId: second, amount: 50 },
    ]);
    expect([acme.balance(first), acme.balance(second), acme.balance(third)]).toEqual([0, 0, 7]);
    expect(ledger(acme).slice(-2)).toEqual([`${first} CANCEL 70 0`, `${second} CANCEL 50 0`]);
    expect(acme.account.ledger.at(-1)).toMatchObject({ kind: 'CANCEL', type: 'FREE', at: acme.now });
    expect(acme.account.ledger.at(-1)).not.toHaveProperty('statementId');
  });

  test('leaves the statements that used them, and pays nothing any more', () => {
    const acme = new TestAccount();
    const creditId = acme.grant(100);
    acme.bill('2025-03', 30);
    acme.do({ type: 'cancelCredits', creditIds: [creditId] });
    expect(acme.statement('2025-03').creditApplied).toBe(30);
    expect(acme.bill('2025-04', 30).creditApplied).toBe(0);
  });

  test('of one that is used up, or ended before, takes nothing', () => {
    const acme = new TestAccount();
    const creditId = acme.grant(30);
    acme.bill('2025-03', 30);
    const entries = ledger(acme);
    expect(acme.do({ type: 'cancelCredits', creditIds: [creditId] }).ended).toEqual([{ creditId, amount: 0 }]);
    expect(ledger(acme)).toEqual(entries);
    expect(acme.decide({ type: 'cancelCredits', creditIds: [creditId] })).toEqual({
      events: [],
      answer: { ended: [] },
    });
  });

  test('cancels none when one of them is unknown', () => {
    const acme = new TestAccount();
    const creditId = acme.grant(30);
    const before = seen(acme.account);
    expect(acme.refusal({ type: 'cancelCredits', creditIds: [creditId, 'credit-9'] }).code).toBe('NOT_FOUND');
    expect(seen(acme.account)).toEqual(before);
  });
});

describe('expiring credits', () => {
  test.each([
    // still 31 March in New York, 1 April in Seoul
    ['kr', '2025-03-31T14:59:59.999999999Z', '2025-03-31', []],
    ['kr', '2025-03-31T15:00:00.000000000Z', '2025-03-31', [{ creditId: 'credit-acme-1', amount: 100 }]],
    ['us', '2025-04-01T03:59:59.999999999Z', '2025-03-31', []],
    ['us', '2025-04-01T04:00:00.000000000Z', '2025-03-31', [{ creditId: 'credit-acme-1', amount: 100 }]],
    ['etc', '2030-01-01T00:00:00.000000000Z', undefined, []],
  ])('of %s at %s ends what expires on %s: %j', (member, now, expiresOn, ended) => {
    const acme = new TestAccount({ member: memberNamed(member) });
    const creditId = acme.grant(100, expiresOn === undefined ? {} : { expiresOn });
    acme.now = now;
    expect(acme.do({ type: 'expireCredits' })).toEqual({ ended });
    expect(acme.balance(creditId)).toBe(ended.length > 0 ? 0 : 100);
    // A credit expires only once.
    expect(acme.decide({ type: 'expireCredits' }).events).toEqual([]);
  });

  test('is what takes balances away: the date that has passed does not', () => {
    const acme = new TestAccount();
    acme.grant(100, { expiresOn: '2025-03-31' });
    acme.now = '2026-01-01T00:00:00.000000000Z';
    expect(acme.bill('2025-03', 30).creditApplied).toBe(30);
    acme.do({ type: 'expireCredits' });
    expect(acme.bill('2025-02', 30).creditApplied).toBe(0);
  });
});

test.each([
  ['EXPIRE', { type: 'expireCredits' }],
  ['CANCEL', { type: 'cancelCredits', creditIds: ['credit-acme-1'] }],
] as const)('what comes back to a credit after its %s goes the same way in the same step', (kind, end) => {
  const acme = new TestAccount();
  const creditId = acme.grant(100, { expiresOn: '2025-03-31' });
  acme.bill('2025-03', 60);
  acme.now = '2025-05-01T00:00:00.000000000Z';
  acme.do(end);
  expect(acme.bill('2025-03', 20)).toMatchObject({ creditApplied: 0, charge: 80 });
  expect(ledger(acme)).toEqual([
    `${creditId} GRANT 100 100`,
    `${creditId} USE 60 40`,
    `${creditId} ${kind} 40 0`,
    `${creditId} GIVE_BACK 60 60`,
    `${creditId} ${kind} 60 0`,
  ]);
});

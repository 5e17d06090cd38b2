import { describe, expect, test } from 'vitest';
import { Life, memberNamed, seen } from '../../../test/account-life.ts';

/** The ledger, a line per entry. */
const ledger = (life: Life) =>
  life.account.ledger.map(({ creditId, kind, amount, balance }) => [creditId, kind, amount, balance].join(' '));

describe('cancelling credits', () => {
  test('takes away what is left of them', () => {
    const life = new Life();
    const [first, second, third] = [life.grant(100), life.grant(50), life.grant(7)];
    life.bill('2025-03', 30);
    life.now = '2025-04-01T00:00:00.000000000Z';
    const { ended } = life.do({ type: 'cancelCredits', creditIds: [second, first] });
    // in the order of granting
    expect(ended).toEqual([
      { creditId: first, amount: 70 },
      { creditId: second, amount: 50 },
    ]);
    expect([life.balance(first), life.balance(second), life.balance(third)]).toEqual([0, 0, 7]);
    expect(ledger(life).slice(-2)).toEqual([`${first} CANCEL 70 0`, `${second} CANCEL 50 0`]);
    expect(life.account.ledger.at(-1)).toMatchObject({ kind: 'CANCEL', type: 'FREE', at: life.now });
    expect(life.account.ledger.at(-1)).not.toHaveProperty('statementId');
  });

  test('leaves the statements that used them, and pays nothing any more', () => {
    const life = new Life();
    const creditId = life.grant(100);
    life.bill('2025-03', 30);
    life.do({ type: 'cancelCredits', creditIds: [creditId] });
    expect(life.statement('2025-03').creditApplied).toBe(30);
    expect(life.bill('2025-04', 30).creditApplied).toBe(0);
  });

  test('of one that is used up, or ended before, takes nothing', () => {
    const life = new Life();
    const creditId = life.grant(30);
    life.bill('2025-03', 30);
    const entries = ledger(life);
    expect(life.do({ type: 'cancelCredits', creditIds: [creditId] }).ended).toEqual([{ creditId, amount: 0 }]);
    expect(ledger(life)).toEqual(entries);
    expect(life.decide({ type: 'cancelCredits', creditIds: [creditId] })).toEqual({
      events: [],
      answer: { ended: [] },
    });
  });

  test('cancels none when one of them is unknown', () => {
    const life = new Life();
    const creditId = life.grant(30);
    const before = seen(life.account);
    expect(life.refusal({ type: 'cancelCredits', creditIds: [creditId, 'credit-9'] }).code).toBe('NOT_FOUND');
    expect(seen(life.account)).toEqual(before);
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
    const life = new Life({ member: memberNamed(member) });
    const creditId = life.grant(100, expiresOn === undefined ? {} : { expiresOn });
    life.now = now;
    expect(life.do({ type: 'expireCredits' })).toEqual({ ended });
    expect(life.balance(creditId)).toBe(ended.length > 0 ? 0 : 100);
    // once
    expect(life.decide({ type: 'expireCredits' }).events).toEqual([]);
  });

  test('is what takes balances away: the date that has passed does not', () => {
    const life = new Life();
    life.grant(100, { expiresOn: '2025-03-31' });
    life.now = '2026-01-01T00:00:00.000000000Z';
    expect(life.bill('2025-03', 30).creditApplied).toBe(30);
    life.do({ type: 'expireCredits' });
    expect(life.bill('2025-02', 30).creditApplied).toBe(0);
  });
});

test.each([
  ['EXPIRE', { type: 'expireCredits' }],
  ['CANCEL', { type: 'cancelCredits', creditIds: ['credit-acme-1'] }],
] as const)('what comes back to a credit after its %s goes the same way in the same step', (kind, end) => {
  const life = new Life();
  const creditId = life.grant(100, { expiresOn: '2025-03-31' });
  life.bill('2025-03', 60);
  life.now = '2025-05-01T00:00:00.000000000Z';
  life.do(end);
  expect(life.bill('2025-03', 20)).toMatchObject({ creditApplied: 0, charge: 80 });
  expect(ledger(life)).toEqual([
    `${creditId} GRANT 100 100`,
    `${creditId} USE 60 40`,
    `${creditId} ${kind} 40 0`,
    `${creditId} GIVE_BACK 60 60`,
    `${creditId} ${kind} 60 0`,
  ]);
});

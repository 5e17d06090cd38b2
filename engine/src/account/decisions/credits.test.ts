import { describe, expect, test } from 'vitest';
import { aGrant, memberNamed, seen, TestAccount } from '../../../test/test-account.ts';
import type { GrantCredit } from '../../index.ts';

const MAX = 9_007_199_254_740_991;

describe('granting a credit', () => {
  test('gives it its whole balance, and writes that to the ledger', () => {
    const acme = new TestAccount();
    const terms = { name: 'Spring', campaignId: 'campaign-1', validFrom: '2025-03-01', expiresOn: '2025-12-31' };
    const { credit } = acme.do(aGrant(500, { creditType: 'BONUS', ...terms }));
    expect(credit).toEqual({
      creditId: 'credit-acme-1',
      type: 'BONUS',
      currency: 'USD',
      granted: 500,
      balance: 500,
      grantedAt: acme.now,
      ...terms,
    });
    expect(acme.credit('credit-acme-1')).toEqual(credit);
    expect(acme.account.ledger).toEqual([
      {
        entryId: 'entry-acme-2',
        creditId: 'credit-acme-1',
        type: 'BONUS',
        kind: 'GRANT',
        amount: 500,
        balance: 500,
        at: acme.now,
      },
    ]);
  });

  test('needs no more than its type and amount', () => {
    const { credit } = new TestAccount({ member: memberNamed('kr') }).do(aGrant(1));
    expect(Object.keys(credit).sort()).toEqual(['balance', 'creditId', 'currency', 'granted', 'grantedAt', 'type']);
    expect(credit.currency).toBe('KRW');
  });

  test('in another currency is no use to the account', () => {
    const acme = new TestAccount();
    acme.grant(500, { currency: 'EUR' });
    expect(acme.bill('2025-03', 10).creditApplied).toBe(0);
  });

  test('whose expiry has passed still pays the months in which it could be used', () => {
    const acme = new TestAccount();
    acme.now = '2025-09-01T00:00:00.000000000Z';
    acme.grant(500, { expiresOn: '2025-03-01' });
    expect(acme.bill('2025-03', 10).creditApplied).toBe(10);
    expect(acme.bill('2025-04', 10).creditApplied).toBe(0);
  });
});

describe('the expiry of a credit', () => {
  test.each<[string, Partial<GrantCredit>, string | undefined]>([
    ['etc', {}, undefined],
    ['etc', { expiresOn: '2025-05-31' }, '2025-05-31'],
    // The months count from the date from which the credit is valid.
    ['etc', { validFrom: '2025-01-31', expiresAfterMonths: 1 }, '2025-02-28'],
    ['etc', { validFrom: '2023-11-30', expiresAfterMonths: 3 }, '2024-02-29'],
    ['etc', { validFrom: '2025-01-31', expiresAfterMonths: 0 }, '2025-01-31'],
    // Without that date they count from today, which is 1 April in Seoul when it is 31 March in UTC.
    ['etc', { expiresAfterMonths: 2 }, '2025-05-31'],
    ['kr', { expiresAfterMonths: 2 }, '2025-06-01'],
    ['us', { expiresAfterMonths: 1200 }, '2125-03-31'],
    // An expiry date that is given counts.
    ['etc', { expiresOn: '2025-12-31', expiresAfterMonths: 1 }, '2025-12-31'],
  ])('for %s by %j is %s', (member, terms, expiresOn) => {
    const acme = new TestAccount({ member: memberNamed(member) });
    acme.now = '2025-03-31T20:00:00.000000000Z';
    expect(acme.credit(acme.grant(1, terms)).expiresOn).toBe(expiresOn);
  });

  test('is a date before the year 10000, or the grant is refused', () => {
    const refusal = new TestAccount().refusal(aGrant(1, { validFrom: '9990-01-01', expiresAfterMonths: 1200 }));
    expect(refusal.code).toBe('VALIDATION_ERROR');
  });
});

describe('a credit is refused', () => {
  test.each<[string, Partial<GrantCredit>]>([
    ['/creditType', { creditType: JSON.parse('"GIFT"') }],
    ['/amount', { amount: 0 }],
    ['/amount', { amount: -1 }],
    ['/amount', { amount: 0.5 }],
    ['/amount', { amount: MAX + 1 }],
    ['/currency', { currency: 'GBP' }],
    ['/currency', { currency: 'usd' }],
    ['/validFrom', { validFrom: '2025-02-30' }],
    ['/expiresOn', { expiresOn: '2025-02-30' }],
    // The credit would expire before it is valid.
    ['/expiresOn', { validFrom: '2025-03-02', expiresOn: '2025-03-01' }],
    ['/expiresAfterMonths', { expiresAfterMonths: -1 }],
    ['/expiresAfterMonths', { expiresAfterMonths: 1201 }],
    ['/expiresAfterMonths', { expiresAfterMonths: 0.5 }],
  ])('for its %s: %o', (path, terms) => {
    const acme = new TestAccount();
    const before = seen(acme.account);
    const refusal = acme.refusal(aGrant(1, terms));
    expect([refusal.code, refusal.details.map((detail) => detail.path)]).toEqual(['VALIDATION_ERROR', [path]]);
    expect(seen(acme.account)).toEqual(before);
  });

  test('when the account has been granted more than the largest amount of money', () => {
    const acme = new TestAccount();
    acme.grant(MAX - 1);
    acme.grant(1);
    expect(acme.refusal(aGrant(1)).code).toBe('AMOUNT_OUT_OF_RANGE');
  });
});

test('credits of different currencies are not added up', () => {
  const acme = new TestAccount();
  acme.grant(Number.MAX_SAFE_INTEGER, { currency: 'EUR' });
  expect(acme.balance(acme.grant(5))).toBe(5);
  expect(acme.refusal(aGrant(1, { currency: 'EUR' })).code).toBe('AMOUNT_OUT_OF_RANGE');
});

test('a credit keeps the coupon that it is for, and an account redeems it once', () => {
  const acme = new TestAccount();
  expect(acme.credit(acme.grant(5, { couponCode: 'SPRING' })).couponCode).toBe('SPRING');
  const before = seen(acme.account);
  expect(acme.refusal(aGrant(5, { couponCode: 'SPRING' })).code).toBe('COUPON_REDEEMED');
  expect(seen(acme.account)).toEqual(before);
  expect(acme.balance(acme.grant(5, { couponCode: 'SUMMER' }))).toBe(5);
});

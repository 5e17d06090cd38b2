import { describe, expect, test } from 'vitest';
import { bill, credit, reading } from '../../test/bills.ts';
import type { Credit, CreditType, StatementInput } from '../index.ts';

/** The order in which the credits, each of 10 and named by its place, are used on a bill of 1000. */
function order(credits: Partial<Credit>[], input: Partial<StatementInput> = {}): string {
  const numbered = credits.map((fields, n) => credit({ creditId: `${n + 1}`, ...fields }));
  const { appliedCredits } = bill({ readings: [reading({ volume: 1_000 })], credits: numbered, ...input });
  return appliedCredits.map(({ creditId }) => creditId).join(' ');
}

const types = (...list: CreditType[]) => list.map((type) => ({ type }));
const expiring = (...dates: (string | undefined)[]) => dates.map((expiresOn) => (expiresOn ? { expiresOn } : {}));

describe('credits are used', () => {
  test('by type, equal ones in the order of granting', () => {
    const granted = types('PAID', 'REFUND', 'COMPENSATION', 'FREE', 'BONUS', 'CAMPAIGN', 'PROMOTIONAL');
    expect(order(granted)).toBe('5 6 7 3 4 2 1');
    expect(order(granted.toReversed())).toBe('1 2 3 4 5 6 7');
  });

  test('of one rank by the earlier expiry, never comes last', () => {
    const dates = expiring(undefined, '2026-01-01', '2025-12-31', '9999-12-31', '2025-04-08');
    expect(order(dates)).toBe('5 3 2 4 1');
    const mixed = [
      { type: 'BONUS', expiresOn: '2026-01-02' },
      { type: 'PROMOTIONAL', expiresOn: '2026-01-03' },
      { type: 'CAMPAIGN', expiresOn: '2026-01-01' },
    ] as const;
    expect(order([...mixed])).toBe('3 1 2');
  });

  test('of one rank and expiry in the order of granting', () => {
    expect(order(expiring('2026-01-01', '2026-01-01', '2026-01-01'))).toBe('1 2 3');
    expect(order([{ type: 'BONUS' }, { type: 'PROMOTIONAL' }, { type: 'BONUS' }])).toBe('1 2 3');
  });

  test('a rank before an expiry', () => {
    expect(order([{ type: 'FREE', expiresOn: '2025-05-01' }, { type: 'BONUS' }])).toBe('2 1');
  });

  test.each([
    // The last day is 31 March.
    ['2025-03', '2025-04-07', '2025-04-08'],
    ['2025-04', '2025-05-07', '2025-05-08'],
    ['2025-02', '2025-03-07', '2025-03-08'],
    // The last day is 29 February in a leap year.
    ['2024-02', '2024-03-07', '2024-03-08'],
    ['2025-12', '2026-01-07', '2026-01-08'],
  ])('first of all when they expire within 7 days after %s: on %s, not on %s', (month, soon, later) => {
    const readings = [reading({ volume: 1_000, timestamp: `${month}-10T00:00:00Z` })];
    const promotional = { type: 'PROMOTIONAL' } as const;
    expect(order([promotional, { type: 'PAID', expiresOn: soon }], { month, readings })).toBe('2 1');
    expect(order([promotional, { type: 'PAID', expiresOn: later }], { month, readings })).toBe('1 2');
  });

  test('when they expire soon, among themselves by type, expiry and granting', () => {
    const granted = [
      { type: 'PAID', expiresOn: '2025-03-01' },
      { type: 'FREE', expiresOn: '2025-04-07' },
      { type: 'FREE', expiresOn: '2025-03-31' },
      { type: 'COMPENSATION', expiresOn: '2025-03-31' },
      { type: 'BONUS', expiresOn: '2025-04-07' },
      { type: 'BONUS' },
    ] as const;
    expect(order([...granted])).toBe('5 3 4 2 1 6');
  });
});

describe('a credit is usable in March 2025', () => {
  test.each<[string, Partial<Credit>, boolean]>([
    ['from the last day', { validFrom: '2025-03-31' }, true],
    ['not from the day after', { validFrom: '2025-04-01' }, false],
    ['from ever', {}, true],
    ['to the first day', { expiresOn: '2025-03-01' }, true],
    ['not to the day before', { expiresOn: '2025-02-28' }, false],
    ['on one day of the month', { validFrom: '2025-03-15', expiresOn: '2025-03-15' }, true],
    ["in the account's currency", { currency: 'KRW' }, true],
    ['not in another', { currency: 'USD' }, false],
    ['not with a balance of 0', { balance: 0 }, false],
    ['with a balance of 1', { balance: 1 }, true],
  ])('%s', (_, fields, isUsable) => {
    expect(order([fields])).toBe(isUsable ? '1' : '');
  });

  test('whose first or last day is the leap day of 2024', () => {
    const readings = [reading({ volume: 1_000, timestamp: '2024-02-10T00:00:00Z' })];
    const dates = [{ validFrom: '2024-02-29' }, { validFrom: '2024-03-01' }, { expiresOn: '2024-02-01' }];
    expect(order(dates, { month: '2024-02', readings })).toBe('3 1');
  });
});

describe('a credit gives', () => {
  const uses = (charge: number, ...balances: number[]) => {
    const credits = balances.map((balance, n) => credit({ creditId: `${n + 1}`, balance }));
    const statement = bill({ readings: [reading({ volume: charge })], credits });
    const applied = statement.appliedCredits.map(({ amountApplied, remainingBalance }) => [
      amountApplied,
      remainingBalance,
    ]);
    return { applied, creditApplied: statement.creditApplied, charge: statement.charge };
  };

  test('its balance or what is left to pay', () => {
    expect(uses(100, 30, 100, 50)).toEqual({
      applied: [
        [30, 0],
        [70, 30],
      ],
      creditApplied: 100,
      charge: 0,
    });
    expect(uses(100, 30)).toEqual({ applied: [[30, 0]], creditApplied: 30, charge: 70 });
    expect(uses(100, 100)).toEqual({ applied: [[100, 0]], creditApplied: 100, charge: 0 });
  });

  test('nothing to a bill of 0, and is not printed', () => {
    expect(uses(0, 30)).toEqual({ applied: [], creditApplied: 0, charge: 0 });
  });

  test('to base fee, minimum commitment and surcharges too', () => {
    const contracts = [{ monthFrom: '2025-03', contract: { baseFee: 100, minimumCharge: 300 } }];
    const statement = bill({ contracts, credits: [credit({ balance: 250 })] });
    expect(statement).toMatchObject({ subtotal: 300, creditApplied: 250, charge: 50, vat: 5 });
  });

  test('nothing to carried balances and late fees', () => {
    const carried = [{ month: '2024-12', charge: 100, vat: 0, lateFee: 0, paid: 0, lateFeeCharged: false }];
    const statement = bill({ carried, credits: [credit({ balance: 250 })] });
    expect(statement).toMatchObject({ creditApplied: 0, unpaidAmount: 100, lateFee: 5, totalAmount: 105 });
  });

  test('its name to the statement', () => {
    const credits = [credit({ creditId: 'c-1', name: 'Spring', campaignId: 'campaign-1' })];
    const { appliedCredits } = bill({ readings: [reading({ volume: 4 })], credits });
    expect(appliedCredits).toEqual([
      {
        creditId: 'c-1',
        type: 'FREE',
        name: 'Spring',
        campaignId: 'campaign-1',
        amountApplied: 4,
        remainingBalance: 6,
      },
    ]);
  });
});

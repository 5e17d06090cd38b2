import { describe, expect, test } from 'vitest';
import { adjustment, credit, owed, reading } from '../../test/bills.ts';
import { aReading, refusalOf, TestAccount } from '../../test/test-account.ts';
import { calculateStatement, type Policy, previewStatement, type StatementInput, standardPolicy } from '../index.ts';

/** A team's own rules, of the same shape as the standard ones. */
const policy: Policy = {
  members: [
    {
      member: 'au',
      currency: 'AUD',
      taxName: 'GST',
      taxRate: '10',
      taxRounding: 'UP',
      timeZone: 'Australia/Sydney',
    },
  ],
  unitDimensions: [
    [
      { unit: 'ITEM', size: '1' },
      { unit: 'DOZEN', size: '12' },
      { unit: 'HALF', size: '0.5' },
    ],
  ],
  priceBook: [
    { counter: 'eggs', prices: [{ currency: 'AUD', pricing: { model: 'FLAT', unit: 'dozen', unitPrice: '600' } }] },
    { counter: '*', prices: [{ currency: 'AUD', pricing: { model: 'FLAT', unitPrice: '2' } }] },
  ],
  adjustments: { defaultPriority: 5, maxRateDiscount: '30', maxRateSurcharge: '12.5', maxFixedAmount: 500 },
  credits: { expiringSoonDays: 0, ranks: [['PAID'], ['REFUND', 'FREE']] },
  lateFees: { dueDay: 7, graceDays: 3, rate: '1.5' },
};

const bill = (input: Partial<StatementInput>) =>
  calculateStatement({ member: 'au', month: '2025-04', ...input }, { policy });

const usage = (volume: number) => [reading({ volume, timestamp: '2025-04-10T00:00:00Z' })];

describe('a policy of its own', () => {
  test('has its own members: currency, tax and calendar', () => {
    // summer time ends in Sydney on 6 April 2025
    expect(bill({ readings: usage(8) })).toMatchObject({
      member: 'au',
      currency: 'AUD',
      period: {
        start: '2025-03-31T13:00:00.000000000Z',
        end: '2025-04-30T14:00:00.000000000Z',
        timeZone: 'Australia/Sydney',
      },
      taxName: 'GST',
      charge: 16,
      vat: 2, // 1.6, up
      dueDate: '2025-05-07',
    });
  });

  test('does not know the standard members', () => {
    const refusal = refusalOf(() => bill({ member: 'kr' }));
    expect([refusal.code, refusal.details]).toEqual([
      'VALIDATION_ERROR',
      [{ path: '/member', message: 'must be one of au' }],
    ]);
  });

  test('has its own price book and units', () => {
    const eggs = (volume: number, unit: string) => ({
      ...reading({ counterName: 'eggs', volume, unit }),
      timestamp: '2025-04-10T00:00:00Z',
    });
    // 1 dozen, 6 items and 12 halves: 2 dozen
    const { lineItems } = bill({ readings: [eggs(1, 'Dozen'), eggs(6, 'item'), eggs(12, 'HALF')] });
    expect(lineItems[0]).toMatchObject({ unit: 'dozen', quantity: '2', amount: 1_200 });
    expect(refusalOf(() => bill({ readings: [eggs(1, 'HOURS')] })).code).toBe('UNIT_MISMATCH');
  });

  test('has its own limits and default priority of adjustments', () => {
    const adjustments = [
      adjustment({ adjustmentId: 'a', type: 'FIXED_SURCHARGE', value: 500 }),
      adjustment({ adjustmentId: 'b', type: 'RATE_DISCOUNT', value: 30, priority: 5 }),
      adjustment({ adjustmentId: 'c', type: 'RATE_SURCHARGE', value: '12.5', priority: 4 }),
    ];
    expect(bill({ readings: usage(100), adjustments }).appliedAdjustments).toMatchObject([
      { adjustmentId: 'c', baseAmount: 200, amount: 25 },
      { adjustmentId: 'a', baseAmount: 225, amount: 500 },
      { adjustmentId: 'b', baseAmount: 725, amount: -218 }, // 217.5
    ]);
    const tooMuch = [
      adjustment({ type: 'FIXED_DISCOUNT', value: 501 }),
      adjustment({ type: 'RATE_DISCOUNT', value: '30.1' }),
      adjustment({ type: 'RATE_SURCHARGE', value: '12.6' }),
    ];
    const refusal = refusalOf(() => bill({ adjustments: tooMuch }));
    expect(refusal.details).toEqual([
      { path: '/adjustments/0/value', message: 'must be <= 500' },
      { path: '/adjustments/1/value', message: 'must be <= 30' },
      { path: '/adjustments/2/value', message: 'must be <= 12.5' },
    ]);
  });

  test('has its own order of credits', () => {
    const credits = [
      credit({ creditId: 'free' }),
      credit({ creditId: 'refund', type: 'REFUND' }),
      credit({ creditId: 'paid', type: 'PAID' }),
      credit({ creditId: 'soon', expiresOn: '2025-04-30' }),
      credit({ creditId: 'later', expiresOn: '2025-05-01' }),
    ];
    const { appliedCredits } = bill({ readings: usage(1_000), credits });
    expect(appliedCredits.map(({ creditId }) => creditId)).toEqual(['soon', 'paid', 'later', 'free', 'refund']);
  });

  test('has its own due day, days of grace and late fee', () => {
    // March is due on 7 April and overdue three days later.
    const carried = [owed({ month: '2025-03', charge: 1_000 })];
    expect(bill({ carried })).toMatchObject({ unpaidAmount: 1_000, lateFee: 15, lateFeeMonths: ['2025-03'] });
  });

  test('counts for a preview too', () => {
    const preview = { member: 'au', month: '2025-04', billingGroupId: 'bg', unpaidAmount: 1_000, isOverdue: true };
    const eggs = { projectId: 'p', counterName: 'eggs', counterType: 'DELTA', unit: 'DOZEN', volume: 1 } as const;
    expect(previewStatement({ ...preview, readings: [eggs] }, { policy })).toMatchObject({
      charge: 600,
      vat: 60,
      lateFee: 15,
      totalAmount: 1_675,
    });
  });

  test('counts for an account', () => {
    const [member] = policy.members;
    const acme = new TestAccount({ policy, ...(member && { member }) });
    const eggs = { counterName: 'eggs', unit: 'DOZEN', timestamp: '2025-04-10T00:00:00Z' };
    acme.record(eggs);
    const hours = { type: 'recordReadings', readings: [aReading({ ...eggs, unit: 'HOURS' })] } as const;
    expect(acme.refusal(hours).code).toBe('UNIT_MISMATCH');
    expect(acme.adjust({ value: 1, monthFrom: '2025-05' })).toBe('adj-acme-2');
    expect([...acme.account.adjustments.values()].map(({ priority }) => priority)).toEqual([5]);
    acme.now = '2025-04-30T13:59:00.000000000Z';
    // the 30th in Sydney
    const creditId = acme.grant(50, { creditType: 'PAID', expiresAfterMonths: 0 });
    expect(acme.account.credits.get(creditId)).toMatchObject({ currency: 'AUD', expiresOn: '2025-04-30' });
    // 600 − 50, tax up
    expect(acme.calculate('2025-04')).toMatchObject({ charge: 550, vat: 55 });
    const bonus = acme.refusal({ type: 'grantCredit', creditType: 'BONUS', amount: 1 });
    expect(bonus.details).toEqual([{ path: '/creditType', message: 'must be one of PAID, REFUND, FREE' }]);
    const dollars = acme.refusal({ type: 'grantCredit', creditType: 'PAID', amount: 1, currency: 'USD' });
    expect(dollars.details).toEqual([{ path: '/currency', message: 'must be one of AUD' }]);
  });
});

test('the standard policy has the members of the rules', () => {
  const members = standardPolicy.members.map(({ member, currency, taxName, taxRate, taxRounding, timeZone }) =>
    [member, currency, taxName, taxRate, taxRounding, timeZone].join(' | '),
  );
  expect(members).toEqual([
    'kr | KRW | VAT | 10 | DOWN | Asia/Seoul',
    'jp | JPY | Consumption tax | 10 | DOWN | Asia/Tokyo',
    'us | USD | Sales tax | 8.25 | HALF_UP | America/New_York',
    'eu | EUR | VAT | 20 | HALF_UP | Europe/Paris',
    'etc | USD | none | 0 | DOWN | UTC',
  ]);
});

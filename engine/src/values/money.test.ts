import { describe, expect, test } from 'vitest';
import { adjustment, bill, credit, owed, pricedAt, reading, underContract } from '../../test/bills.ts';
import { refusalOf, seen, TestAccount } from '../../test/test-account.ts';
import type { StatementInput } from '../index.ts';

const MAX = 9_007_199_254_740_991;

const pricing = { model: 'FLAT', unitPrice: '1000' } as const;
const thousandEach = pricedAt(pricing);

describe('the largest amount of money', () => {
  test.each([
    ['a counter', { readings: [reading({ volume: '9007199254740.991' })], contracts: thousandEach }],
    // … 991.4 is rounded to it
    ['a rounded counter', { readings: [reading({ volume: '9007199254740.9914' })], contracts: thousandEach }],
    ['a base fee', { contracts: underContract({ baseFee: MAX }) }],
    ['a minimum charge', { contracts: underContract({ minimumCharge: MAX }) }],
    ['usage and base fee', { readings: [reading({ volume: 991 })], contracts: underContract({ baseFee: MAX - 991 }) }],
    [
      'what is unpaid',
      { carried: [owed({ month: '2025-02', charge: MAX - 1 }), owed({ month: '2025-01', charge: 1 })] },
    ],
  ])('can be %s', (_, input) => {
    expect(bill({ member: 'etc', ...input }).totalAmount).toBe(MAX);
  });

  test('can be a credit, and be used up', () => {
    const credits = [credit({ balance: MAX }), credit({ creditId: 'more', balance: MAX })];
    const statement = bill({ contracts: underContract({ baseFee: MAX }), credits });
    expect(statement).toMatchObject({ creditApplied: MAX, charge: 0, totalAmount: 0 });
  });
});

describe('a bill is refused', () => {
  const [half, atMost] = [5_000_000_000_000_000, underContract({ baseFee: MAX })];
  const onProjects = ['p-a', 'p-b'].map((targetId) => adjustment({ level: 'PROJECT', targetId, value: 1 }));

  test.each<[string, Partial<StatementInput>]>([
    // … 991.5 is rounded beyond it
    ['a counter', { readings: [reading({ volume: '9007199254740.9915' })], contracts: thousandEach }],
    [
      'a counter of huge quantities',
      {
        readings: [reading({ volume: '999999999999999' })],
        contracts: pricedAt({ model: 'VOLUME', tiers: [{ upTo: null, unitPrice: '999999999999999' }] }),
      },
    ],
    [
      'the sum of counters',
      {
        readings: ['test.a', 'test.b'].map((counterName) => reading({ counterName, volume: 5e12 })),
        contracts: underContract({ prices: ['test.a', 'test.b'].map((counterName) => ({ counterName, pricing })) }),
      },
    ],
    ['usage and base fee', { readings: [reading()], contracts: atMost }],
    ['the total with tax', { member: 'kr', contracts: atMost }],
    [
      'a rate surcharge',
      {
        adjustments: [adjustment({ type: 'RATE_SURCHARGE', value: 101 })],
        contracts: underContract({ baseFee: half * 1.8 }),
      },
    ],
    ['a sum of surcharges', { adjustments: [adjustment({ value: 1 })], contracts: atMost }],
    ['the surcharges of projects', { adjustments: onProjects, contracts: underContract({ baseFee: MAX - 1 }) }],
    ['what is unpaid', { carried: [owed({ month: '2025-02', charge: MAX }), owed({ month: '2025-01', charge: 1 })] }],
    ['what one month owes', { carried: [owed({ month: '2025-02', charge: MAX, vat: 1 })] }],
    ['the total with a late fee', { carried: [owed({ month: '2024-12', charge: MAX })] }],
    ['the total with what is unpaid', { readings: [reading()], carried: [owed({ month: '2025-02', charge: MAX })] }],
  ])('when %s exceeds the largest amount of money', (_, input) => {
    const refusal = refusalOf(() => bill({ member: 'etc', ...input }));
    expect(refusal.code).toBe('AMOUNT_OUT_OF_RANGE');
    expect(refusal.message).toContain('9007199254740991');
  });
});

test('a month whose bill is out of range is refused and changes nothing', () => {
  const acme = new TestAccount();
  acme.bill('2025-02', 100);
  acme.use('2025-03', 100);
  const { contractId } = acme.do({ type: 'createContract', name: 'All', terms: { baseFee: MAX } }).contract;
  acme.do({ type: 'assignContract', contractId, billingGroupId: 'bg-acme', monthFrom: '2025-03' });
  const before = seen(acme.account);
  expect(acme.refusal({ type: 'calculate', month: '2025-03' }).code).toBe('AMOUNT_OUT_OF_RANGE');
  expect(seen(acme.account)).toEqual(before);
});

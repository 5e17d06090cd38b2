import { type Policy, standardPolicy } from '@billing-testkit/engine';
import { parseCatalog } from '@billing-testkit/engine/catalog';
import { describe, expect, test } from 'vitest';
import { ownPolicy } from '../../../test/own-policy.ts';
import { billByEngine } from '../../cases/bill-by-engine.ts';
import { cellText } from '../matrix.ts';
import { selectCells } from '../select-cells.ts';
import { calendar } from './calendar.ts';
import { matrices } from './matrices.ts';
import { pricing } from './pricing.ts';

const india = 'members:\n  in: { currency: INR, tax: { name: GST, rate: 18, rounding: UP }, timeZone: Asia/Kolkata }\n';
const [korea] = standardPolicy.members;
if (!korea) throw new Error('The standard policy has members.');

/** Catalogs that have as little as a catalog may, or as much. */
const policies: Readonly<Record<string, Policy>> = {
  'with members, units, prices, limits and rules of its own': ownPolicy,
  'with one price for all, and no units': parseCatalog(`${india}units: []\nprices: { "*": { INR: 7 } }`),
  'with nothing but packages, rounded up': {
    ...parseCatalog(`${india}prices: { "*": { model: PACKAGE, packageSize: 0.75, INR: 99.5 } }`),
    rules: { rounding: 'UP' },
  },
  'with nothing but tiers that jump up, rounded down': {
    ...parseCatalog(`${india}prices: { "*": { model: VOLUME, unit: GB, upTo: [100], INR: [7, 9000] } }`),
    rules: { rounding: 'DOWN' },
  },
  'in which everything is free': parseCatalog(`${india}prices: { a: { INR: 0 }, "*": { unit: DAYS, INR: 0 } }`),
  'with tiers without end and prices that are next to nothing': parseCatalog(`${india}
prices:
  endless: { model: GRADUATED, unit: TB, upTo: [999999999999, 999999999999999], INR: [99999, 1, 0] }
  little: { unit: TB, INR: 0.000000000001 }
  "*": { model: VOLUME, upTo: [0.000000000001, 999999999999999.999999999999], INR: [5, 0.0001, 7] }
`),
  'with names that a filter can’t say, and names that the matrices would take themselves': parseCatalog(`${india}
units:
  - { "GB,h": 1, " TB h ": 1024 }
prices:
  "a,b": { unit: "gb,H", INR: 3 }
  at.edges: { INR: 1 }
  queue.length: { unit: " TB h ", INR: 3 }
  units: { INR: 3 }
  "*": { INR: 0.5 }
`),
  'with the least limits': parseCatalog(`${india}
adjustments: { defaultPriority: -9007199254740991, maxRateDiscount: 0, maxRateSurcharge: 0, maxFixedAmount: 0 }
credits: { expiringSoonDays: 0, ranks: [[PROMOTIONAL, CAMPAIGN, BONUS, FREE, COMPENSATION, REFUND, PAID]] }
lateFees: { dueDay: 1, graceDays: 0, rate: 0 }
prices: { "*": { INR: 3 } }
`),
  'with the greatest limits': parseCatalog(`${india}
adjustments: { defaultPriority: 9007199254740991, maxRateDiscount: 100, maxRateSurcharge: 1000, maxFixedAmount: 9007199254740991 }
credits: { expiringSoonDays: 36500, ranks: [PAID, REFUND, FREE, COMPENSATION, BONUS, CAMPAIGN, PROMOTIONAL] }
lateFees: { dueDay: 28, graceDays: 1000, rate: 100 }
prices: { "*": { INR: 3 } }
`),
  'that was made in code, of JSON numbers': {
    ...standardPolicy,
    members: [{ ...korea, taxRate: 0.000_000_1 }],
    priceBook: [{ counter: '*', prices: [{ currency: 'KRW', pricing: { model: 'FLAT', unitPrice: 0.000_000_25 } }] }],
  },
};

describe.each(Object.entries(policies))('by a catalog %s', (_, policy) => {
  test.each(matrices.map((matrix) => [matrix.name, matrix] as const))(
    'every cell of %s has a bill',
    (_name, { forPolicy }) => {
      const matrix = forPolicy(policy);
      const { cells } = selectCells(matrix, { coverage: 'pairwise' });
      for (const cell of cells) {
        const { bill, refusals } = billByEngine(matrix.caseOf(cell), { policy });
        expect([cellText(cell), bill?.totals.month, bill?.totals.member]).toEqual([
          cellText(cell),
          cell.month,
          cell.member,
        ]);
        // Only steps of payments may be refused, and those of `payments` and of `smoke` are tried on purpose.
        if (!['payments', 'smoke'].includes(matrix.name))
          expect([cellText(cell), refusals]).toEqual([cellText(cell), []]);
      }
    },
  );
});

test('members, months and prices are those of the catalog', () => {
  const named = (name: string) => pricing.forPolicy(ownPolicy).dimensions.find((dimension) => dimension.name === name);
  expect(named('member')?.labels).toEqual(['sydney', 'kolkata']);
  const quantities = named('quantity')?.labels ?? [];
  const counters = new Set(quantities.map((label) => label.split(':')[0]));
  expect([...counters]).toEqual([
    'api.search',
    'api.units',
    'video.minutes',
    'video.storage.units',
    'seats',
    'units',
    // The row for all others prices a counter without a row of its own.
    'units-2',
    ...['contract-FLAT', 'contract-GRADUATED', 'contract-VOLUME', 'contract-PACKAGE', 'contract-free-tier'],
    'unit',
    'tax',
    'discount',
  ]);
  const units = quantities.filter((label) => label.startsWith('unit:'));
  expect(units).toEqual([
    ...['unit:MS', 'unit:S', 'unit:MIN', 'unit:MS-by-MIN'],
    ...['unit:MIB', 'unit:GIB', 'unit:TIB', 'unit:MIB-by-TIB'],
    ...['unit:CALL', 'unit:THOUSAND_CALLS', 'unit:CALL-by-THOUSAND_CALLS'],
  ]);
  expect(calendar.forPolicy(ownPolicy).dimensions[1]?.labels).toContain('2025-04');
});

test('a member whose currency has fewer tiers uses a plain quantity where another one’s has an edge', () => {
  const { caseOf } = pricing.forPolicy(ownPolicy);
  const labels = { month: '2025-04', quantity: 'api.units:at-limit-2', split: 'none', terms: 'none' };
  expect(caseOf({ member: 'sydney', ...labels }).usage).toMatchObject([{ unit: 'CALL', volume: '50000' }]);
  expect(caseOf({ member: 'kolkata', ...labels }).usage).toMatchObject([{ unit: 'CALL', volume: '7' }]);
});

test('a quantity is in its own unit when there would be too many of the smaller one', () => {
  const { caseOf } = pricing.forPolicy(ownPolicy);
  const labels = { month: '2025-04', quantity: 'units-2:large', split: 'smaller-unit', terms: 'none' };
  // 100 000 000 000 / 0.0004 are 250 000 000 000 000 GIB, and 1024 times as many have more digits than a reading may have.
  const { usage } = caseOf({ member: 'sydney', ...labels });
  expect(usage?.map(({ unit }) => unit)).toEqual(['GIB', 'GIB', 'GIB']);
  // 100 000 000 000 / 2.3 are some 43 000 000 000 GIB.
  const { usage: less } = caseOf({ member: 'sydney', ...labels, quantity: 'video.storage.units:large' });
  expect(less?.map(({ unit }) => unit)).toEqual(['MIB', 'MIB', 'MIB']);
});

import fc from 'fast-check';
import { creditTypes, type Policy, roundings, type StatementInput, standardPolicy } from '../src/index.ts';
import { statementInput } from './arbitraries.ts';
import { ruleChoices } from './arbitrary-policies.ts';

const rates = fc.constantFrom('0', '0', '100', '50', '20', '10', '8.25', '33.3');

const members = fc
  .array(
    fc.record({
      currency: fc.constantFrom('KRW', 'USD'),
      taxRate: rates,
      taxRounding: fc.constantFrom(...roundings),
      timeZone: fc.constantFrom('UTC', 'Africa/Abidjan', 'Asia/Seoul', 'Europe/Paris', 'Asia/Kolkata'),
    }),
    { minLength: 1, maxLength: 2 },
  )
  .map((all) => all.map((fields, index) => ({ member: `m-${index}`, taxName: 'tax', ...fields })));

const unitDimensions = fc.constantFrom(
  standardPolicy.unitDimensions,
  [],
  [[{ unit: 'CALLS', size: '1' }]],
  [
    [
      { unit: 'PIECES', size: '1' },
      { unit: 'ITEMS', size: '1.0' },
    ],
  ],
  [
    [
      { unit: 'GRAMS', size: '1' },
      { unit: 'KILOS', size: '1000' },
    ],
  ],
  [
    [
      { unit: 'BLOCKS', size: '1024' },
      { unit: 'PAIRS', size: '2048' },
    ],
  ],
  [
    [
      { unit: 'SMALL', size: '1' },
      { unit: 'LARGE', size: '100000' },
    ],
  ],
);

const rowOf = (counter: string, unitPrice: string) => ({
  counter,
  prices: ['KRW', 'USD'].map((currency) => ({ currency, pricing: { model: 'FLAT', unitPrice } as const })),
});

const priceBook = fc.constantFrom(
  [rowOf('*', '7.5')],
  [rowOf('test.*', '7.5'), rowOf('*', '7.5')],
  [rowOf('test.*', '1'), rowOf('own.one', '3.35'), rowOf('*', '7.5')],
);

const adjustments = fc.record({
  defaultPriority: fc.constantFrom(0, 2, 100),
  maxRateDiscount: fc.constantFrom('0', '0', '30', '100'),
  maxRateSurcharge: fc.constantFrom('0', '0.0', '50'),
  maxFixedAmount: fc.constantFrom(0, 0, 100_000),
});

const credits = fc.record({
  expiringSoonDays: fc.constantFrom(0, 7),
  ranks: fc.constantFrom(standardPolicy.credits.ranks, [creditTypes], [[], creditTypes]),
});

const lateFees = fc.record({
  dueDay: fc.constantFrom(5, 25, 28),
  graceDays: fc.constantFrom(0, 3, 23, 30),
  rate: fc.constantFrom('0', '5', '12.5'),
});

/** Catalogs by which some mistakes change no bill. */
export const catalog: fc.Arbitrary<Policy> = fc
  .record({ members, unitDimensions, priceBook, adjustments, credits, lateFees, rules: ruleChoices })
  .map(({ rules, ...figures }) => {
    const graceDays = rules.lateFeeGrace === 'NONE' ? 0 : figures.lateFees.graceDays;
    return { ...figures, lateFees: { ...figures.lateFees, graceDays }, rules };
  });

/** Input of bills by the catalog: units that convert, prices of every model, adjustments up to the limits. */
export function inputBy(policy: Policy): fc.Arbitrary<StatementInput> {
  const units = policy.unitDimensions.flatMap((dimension) => dimension.map(({ unit }) => ({ unit, dimension })));
  const converted = fc.array(
    fc.record({ from: fc.nat(99), to: fc.nat(99), volume: fc.nat(50_000), project: fc.nat(2) }),
    { maxLength: units.length === 0 ? 0 : 3 },
  );
  return fc
    .tuple(statementInput, fc.constantFrom(...policy.members), converted)
    .map(([input, { member, currency, taxRate }, conversions]) => ({
      ...input,
      member,
      readings: [
        // Every price of the book takes the number as it is.
        ...(input.readings ?? []).map((reading) => ({ ...reading, unit: 'UNITS' })),
        ...conversions.map(({ from, volume, project }, index) => ({
          projectId: `p-${project}`,
          counterName: `converted-${index}`,
          counterType: 'DELTA' as const,
          unit: units[from % units.length]?.unit ?? 'UNITS',
          volume: `${volume}.7`,
          timestamp: '2025-03-10T00:00:00Z',
        })),
      ],
      contracts: (input.contracts ?? []).map(({ contract, ...assignment }) => ({
        ...assignment,
        contract: {
          ...contract,
          prices: [
            ...(contract.prices ?? []),
            ...conversions.map(({ from, to }, index) => {
              const dimension = units[from % units.length]?.dimension ?? [];
              const unit = dimension[to % dimension.length]?.unit ?? 'UNITS';
              return { counterName: `converted-${index}`, pricing: { model: 'FLAT', unit, unitPrice: '0.7' } as const };
            }),
          ],
        },
      })),
      adjustments: (input.adjustments ?? []).map((adjustment) => ({
        ...adjustment,
        value: String(Math.min(Number(adjustment.value), maxOf(adjustment.type, policy))),
      })),
      credits: (input.credits ?? []).map((credit) => ({ ...credit, currency })),
      // Earlier months were billed by the same catalog.
      carried: (input.carried ?? []).map((owed) => (Number(taxRate) > 0 ? owed : { ...owed, vat: 0, paid: 0 })),
    }));
}

function maxOf(type: string, { adjustments: limits }: Policy): number {
  if (type.startsWith('FIXED')) return limits.maxFixedAmount;
  return Number(type === 'RATE_DISCOUNT' ? limits.maxRateDiscount : limits.maxRateSurcharge);
}

import fc from 'fast-check';
import {
  type Adjustment,
  type CarriedMonth,
  type ContractTerms,
  type CounterType,
  type Credit,
  creditTypes,
  type Pricing,
  type Reading,
  type StatementInput,
  standardPolicy,
} from '../src/index.ts';

/** `scaled` ÷ 10^`places` as a decimal string. */
export function decimalOf(scaled: number | bigint, places: number): string {
  const digits = String(scaled).padStart(places + 1, '0');
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** A decimal from 0 to `max` with at most `places` decimals. */
function decimals(max: number, places = 6): fc.Arbitrary<string> {
  const scales = fc.integer({ min: 0, max: places });
  return scales.chain((scale) => fc.integer({ min: 0, max: max * 10 ** scale }).map((n) => decimalOf(n, scale)));
}

interface Counter {
  readonly counterName: string;
  readonly counterType: CounterType;
  readonly units: readonly string[];
}

/** Counters of the test readings. A counter whose price has a unit has readings in several units, any other has them in one. */
const counters: readonly Counter[] = [
  { counterName: 'compute.c2.c8m8', counterType: 'DELTA', units: ['SECONDS', 'MINUTES', 'HOURS', 'days'] },
  { counterName: 'network.floating_ip', counterType: 'CUMULATIVE', units: ['MINUTES', 'HOURS'] },
  { counterName: 'storage.volume.ssd', counterType: 'GAUGE', units: ['MB', 'GB', 'TB'] },
  { counterName: 'network.traffic.out', counterType: 'DELTA', units: ['KB', 'MB', 'GB'] },
  { counterName: 'support.seat', counterType: 'GAUGE', units: ['SEATS'] },
  { counterName: 'meter.energy', counterType: 'CUMULATIVE', units: ['KWH'] },
  { counterName: 'own.one', counterType: 'DELTA', units: ['UNITS'] },
  { counterName: 'own.two', counterType: 'DELTA', units: ['UNITS'] },
  { counterName: 'test.units', counterType: 'DELTA', units: ['UNITS'] },
];

/** Timestamps from January to April 2025, often where months meet. */
const timestamps = fc.oneof(
  fc.date({ min: new Date('2025-01-01T00:00:00Z'), max: new Date('2025-04-30T23:59:59Z'), noInvalidDate: true }),
  fc
    .tuple(
      fc.constantFrom('2025-02-28T15:00:00Z', '2025-03-01T00:00:00Z', '2025-03-31T15:00:00Z', '2025-04-01T04:00:00Z'),
      fc.integer({ min: -2, max: 2 }),
    )
    .map(([edge, off]) => new Date(Date.parse(edge) + off)),
);

const projectIds = fc.constantFrom('p-a', 'p-b', 'P', 'p-10');

export const reading: fc.Arbitrary<Reading> = fc.constantFrom(...counters).chain(({ units, ...counter }) =>
  fc.record({
    counterName: fc.constant(counter.counterName),
    counterType: fc.constant(counter.counterType),
    unit: fc.constantFrom(...units),
    projectId: projectIds,
    volume: decimals(5_000),
    timestamp: timestamps.map((at) => at.toISOString()),
    resourceId: fc.constantFrom('r-1', 'r-2'),
  }),
);

export const readings = fc.array(reading, { maxLength: 25 });

const tiers = fc
  .uniqueArray(fc.integer({ min: 1, max: 5_000 }), { maxLength: 4 })
  .map((limits) => [...limits.sort((a, b) => a - b).map(String), null])
  .chain((limits) =>
    fc.tuple(...limits.map((upTo) => fc.record({ upTo: fc.constant(upTo), unitPrice: decimals(1_000) }))),
  );

export const graduated = fc.record({ model: fc.constant('GRADUATED'), tiers });

export const pricing: fc.Arbitrary<Pricing> = fc.oneof(
  fc.record({ model: fc.constant('FLAT'), unitPrice: decimals(1_000) }),
  graduated,
  fc.record({ model: fc.constant('VOLUME'), tiers }),
  fc.record({
    model: fc.constant('PACKAGE'),
    packageSize: fc.integer({ min: 1, max: 10_000 }).map((n) => decimalOf(n, 2)),
    packagePrice: decimals(1_000),
  }),
);

export const terms: fc.Arbitrary<ContractTerms> = fc.record(
  {
    discountRate: decimals(100),
    baseFee: fc.nat(100_000),
    minimumCharge: fc.nat(1_000_000),
    prices: fc
      .tuple(pricing, pricing)
      .map((pricings) =>
        pricings.map((price, n) => ({ counterName: n === 0 ? 'own.one' : 'own.two', pricing: price })),
      ),
  },
  { requiredKeys: [] },
);

const kinds = fc.oneof(
  fc.record({ type: fc.constant('RATE_DISCOUNT' as const), value: decimals(100) }),
  fc.record({ type: fc.constant('RATE_SURCHARGE' as const), value: decimals(200) }),
  fc.record({
    type: fc.constantFrom('FIXED_DISCOUNT' as const, 'FIXED_SURCHARGE' as const),
    value: fc.nat(100_000).map(String),
  }),
);

const targets = fc.oneof(
  fc.constant({ level: 'BILLING_GROUP', targetId: 'bg-acme' } as const),
  projectIds.map((targetId) => ({ level: 'PROJECT', targetId }) as const),
);

const months = fc.constantFrom('2025-01', '2025-02', '2025-03', '2025-04');

export const adjustment: fc.Arbitrary<Omit<Adjustment, 'adjustmentId' | 'description'>> = fc
  .tuple(targets, kinds, fc.record({ priority: fc.nat(3), monthFrom: months, monthTo: months }, { requiredKeys: [] }))
  .map(([target, kind, { monthFrom, monthTo, ...rest }]) => {
    const [from, to] = monthFrom && monthTo && monthTo < monthFrom ? [monthTo, monthFrom] : [monthFrom, monthTo];
    return { ...target, ...kind, ...rest, ...(from && { monthFrom: from }), ...(to && { monthTo: to }) };
  });

const dates = fc.constantFrom(
  '2025-01-31',
  '2025-02-28',
  '2025-03-01',
  '2025-03-31',
  '2025-04-07',
  '2025-04-08',
  '2026-01-01',
);

const credit: fc.Arbitrary<Omit<Credit, 'creditId'>> = fc
  .record(
    {
      type: fc.constantFrom(...creditTypes),
      balance: fc.nat(50_000),
      currency: fc.constantFrom('KRW', 'USD', 'EUR', 'JPY'),
      validFrom: dates,
      expiresOn: dates,
    },
    { requiredKeys: ['type', 'balance'] },
  )
  .map(({ validFrom, expiresOn, ...rest }) => {
    const isInOrder = validFrom === undefined || expiresOn === undefined || validFrom <= expiresOn;
    return { ...rest, ...(validFrom && isInOrder && { validFrom }), ...(expiresOn && { expiresOn }) };
  });

const carriedMonth: fc.Arbitrary<CarriedMonth> = fc
  .record({
    month: fc.constantFrom('2024-10', '2024-11', '2024-12', '2025-01', '2025-02', '2025-04'),
    charge: fc.nat(50_000),
    vat: fc.nat(5_000),
    lateFee: fc.nat(1_000),
    lateFeeCharged: fc.boolean(),
    paidPart: fc.nat(100),
  })
  .map(({ paidPart, ...owed }) => ({
    ...owed,
    paid: Math.floor(((owed.charge + owed.vat + owed.lateFee) * paidPart) / 100),
  }));

export const members = fc.constantFrom(...standardPolicy.members.map(({ member }) => member));

export const statementInput: fc.Arbitrary<StatementInput> = fc.record({
  member: members,
  month: fc.constantFrom('2025-02', '2025-03'),
  readings,
  contracts: fc.array(fc.record({ monthFrom: months, contract: terms }), { maxLength: 2 }),
  adjustments: fc
    .array(adjustment, { maxLength: 6 })
    .map((list) => list.map((item, n) => ({ ...item, adjustmentId: `a-${n + 1}` }))),
  credits: fc
    .array(credit, { maxLength: 6 })
    .map((list) => list.map((item, n) => ({ ...item, creditId: `c-${n + 1}` }))),
  carried: fc.uniqueArray(carriedMonth, { selector: ({ month }) => month, maxLength: 4 }),
});

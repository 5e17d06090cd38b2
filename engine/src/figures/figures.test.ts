import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCatalog, printCatalog } from '../catalog.ts';
import {
  type AlternativeName,
  checkPolicy,
  type Figure,
  figuresOf,
  type Member,
  type Policy,
  type Pricing,
  roundings,
  standardPolicy,
} from '../index.ts';

const figures = figuresOf(standardPolicy);

/** The value of a figure, and the other values that it could have. */
function of(found: readonly Figure[], name: string): string | undefined {
  const figure = found.find((candidate) => candidate.name === name);
  return figure && `${figure.value}: ${figure.mutants.map(({ value }) => value).join(' | ')}`;
}

function withMember(change: Partial<Member>): readonly Figure[] {
  const [first, ...rest] = standardPolicy.members;
  return first ? figuresOf({ ...standardPolicy, members: [{ ...first, ...change }, ...rest] }) : [];
}

function withPrice(pricing: Pricing): readonly Figure[] {
  const prices = ['KRW', 'JPY', 'USD', 'EUR', 'XTS'].map((currency) => ({ currency, pricing }));
  return figuresOf({ ...standardPolicy, priceBook: [{ counter: '*', prices }] });
}

describe('the standard policy', () => {
  test('has these figures', () => {
    const prices = figures.filter(({ section }) => section === 3).map(({ name }) => name);
    expect(prices).toHaveLength(52);
    expect(prices.filter((name) => name.includes('KRW'))).toEqual([
      'prices.compute.c2.c8m8.KRW',
      'prices.compute.g2.t4.c8m64.KRW',
      'prices.storage.volume.ssd.KRW',
      'prices.network.floating_ip.KRW',
      'prices.network.traffic.out.KRW tier 1 upTo',
      'prices.network.traffic.out.KRW tier 1 price',
      'prices.network.traffic.out.KRW tier 2 upTo',
      'prices.network.traffic.out.KRW tier 2 price',
      'prices.network.traffic.out.KRW tier 3 price',
      'prices.support.seat.KRW packageSize',
      'prices.support.seat.KRW',
      'prices.test.*.KRW',
      'prices.*.KRW',
    ]);
    expect(figures.filter(({ section }) => section !== 3).map(({ name }) => name)).toEqual([
      'members.kr tax rate',
      'members.kr tax rounding',
      'members.kr time zone',
      'members.jp tax rate',
      'members.jp tax rounding',
      'members.jp time zone',
      'members.us tax rate',
      'members.us tax rounding',
      'members.us time zone',
      'members.eu tax rate',
      'members.eu tax rounding',
      'members.eu time zone',
      'members.etc tax rate',
      'members.etc time zone',
      ...['SECONDS', 'MINUTES', 'HOURS', 'DAYS', 'KB', 'MB', 'GB', 'TB'].map((unit) => `units.${unit}`),
      'adjustments.defaultPriority',
      'adjustments.maxRateDiscount',
      'adjustments.maxRateSurcharge',
      'adjustments.maxFixedAmount',
      'credits.expiringSoonDays',
      'credits.ranks 1',
      'credits.ranks 1 and 2',
      'credits.ranks 2',
      'credits.ranks 2 and 3',
      'credits.ranks 3 and 4',
      'lateFees.dueDay',
      'lateFees.graceDays',
      'lateFees.rate',
    ]);
  });

  test.each([
    ['members.us tax rate', '8.25: 8.24 | 8.26'],
    ['members.etc tax rate', '0: 1'],
    ['members.us tax rounding', 'HALF_UP: DOWN | HALF_EVEN | UP'],
    ['members.kr time zone', 'Asia/Seoul: Etc/GMT-8 | Etc/GMT-10'],
    ['members.us time zone', 'America/New_York: Etc/GMT+5 | Etc/GMT+6 | Etc/GMT+4'],
    ['members.etc time zone', 'UTC: Etc/GMT+1 | Etc/GMT-1'],
    ['units.SECONDS', '1: 2'],
    ['units.GB', '1048576: 1048575 | 1048577'],
    ['prices.network.floating_ip.EUR', '1.725: 1.724 | 1.726'],
    ['prices.network.traffic.out.JPY tier 1 price', '0: 1'],
    ['prices.network.traffic.out.JPY tier 2 price', '9.9: 9.8 | 10.0'],
    ['prices.network.traffic.out.JPY tier 2 upTo', '1000: 999 | 1001'],
    ['prices.support.seat.KRW packageSize', '5: 4 | 6'],
    ['adjustments.defaultPriority', '100: 99 | 101'],
    ['adjustments.maxFixedAmount', '1000000000000: 999999999999'],
    ['credits.ranks 2', 'FREE = COMPENSATION: FREE before COMPENSATION | COMPENSATION before FREE'],
    ['credits.ranks 3 and 4', 'REFUND before PAID: PAID before REFUND | REFUND = PAID'],
    ['lateFees.dueDay', '25: 24 | 26'],
    // March 25 and 30 days are April 24: 5 days more, and February's bill is not yet overdue at April's.
    ['lateFees.graceDays', '30: 6 | 35'],
    ['lateFees.rate', '5: 4 | 6'],
  ])('%s is %s', (name, expected) => {
    expect(of(figures, name)).toBe(expected);
  });

  test('splits a rank of three types by one of them, which comes before or after the others', () => {
    const rank = figures.find(({ name }) => name === 'credits.ranks 1');
    expect(rank?.mutants.map(({ policy }) => policy().credits.ranks.slice(0, 2))).toEqual([
      [['PROMOTIONAL'], ['CAMPAIGN', 'BONUS']],
      [['CAMPAIGN', 'BONUS'], ['PROMOTIONAL']],
      [['CAMPAIGN'], ['PROMOTIONAL', 'BONUS']],
      [['PROMOTIONAL', 'BONUS'], ['CAMPAIGN']],
      [['BONUS'], ['PROMOTIONAL', 'CAMPAIGN']],
      [['PROMOTIONAL', 'CAMPAIGN'], ['BONUS']],
    ]);
  });

  test('has figures of one member, of a currency and of all', () => {
    const membersOf = (name: string) => figures.find((figure) => figure.name === name)?.members;
    expect(membersOf('members.jp tax rate')).toEqual(['jp']);
    expect(membersOf('prices.*.USD')).toEqual(['us', 'etc']);
    expect(membersOf('lateFees.rate')).toEqual(['kr', 'jp', 'us', 'eu', 'etc']);
  });
});

describe('a figure that no bill follows from is none', () => {
  test.each([
    // 20 % of whole amounts are fifths: none of them is a half.
    ['20', 'HALF_UP', 'HALF_UP: DOWN | UP'],
    ['20', 'HALF_EVEN', 'HALF_EVEN: DOWN | UP'],
    // A half is all that 50 % leaves to round.
    ['50', 'UP', 'UP: DOWN | HALF_EVEN'],
    ['50', 'HALF_UP', 'HALF_UP: DOWN | HALF_EVEN'],
    ['100', 'DOWN', undefined],
    ['0.00', 'DOWN', undefined],
  ] as const)('the rounding of %s %% tax that all modes do alike: %s', (taxRate, taxRounding, expected) => {
    expect(of(withMember({ taxRate, taxRounding }), 'members.kr tax rounding')).toBe(expected);
  });

  test('the end of a tier whose next one costs the same, and the size of a package for nothing', () => {
    const tiers = [
      { upTo: '0.5', unitPrice: '2' },
      { upTo: '1', unitPrice: '2.0' },
      { upTo: '2', unitPrice: 3 },
      { upTo: null, unitPrice: '1' },
    ];
    const found = withPrice({ model: 'VOLUME', tiers });
    expect(of(found, 'prices.*.USD tier 1 upTo')).toBeUndefined();
    expect(of(found, 'prices.*.USD tier 2 upTo')).toBeDefined();
    const free = withPrice({ model: 'PACKAGE', packageSize: '0.1', packagePrice: 0 });
    expect(free.filter(({ section }) => section === 3).map(({ name }) => name)).toEqual([
      'prices.*.KRW',
      'prices.*.JPY',
      'prices.*.USD',
      'prices.*.EUR',
    ]);
  });

  test('a price in a currency that no member bills in', () => {
    const found = withPrice({ model: 'FLAT', unitPrice: '0.05' });
    expect(found.filter(({ section }) => section === 3).map(({ name }) => name)).toEqual(
      ['KRW', 'JPY', 'USD', 'EUR'].map((currency) => `prices.*.${currency}`),
    );
  });

  test('the size of a unit that converts into no other one', () => {
    const found = figuresOf({ ...standardPolicy, unitDimensions: [[{ unit: 'EA', size: '1' }], []] });
    expect(found.filter(({ section }) => section === 2)).toEqual([]);
  });

  test('ranks and soon expiry, when credits are used in an order without them', () => {
    const namesWith = (creditOrder: AlternativeName<'creditOrder'>) =>
      figuresOf({ ...standardPolicy, rules: { creditOrder } }).flatMap(({ section, name }) =>
        section === 6 ? name : [],
      );
    expect(namesWith('RANK_EXPIRY')).toHaveLength(5);
    expect(namesWith('RANK_EXPIRY')).not.toContain('credits.expiringSoonDays');
    expect(namesWith('EXPIRY')).toEqual([]);
    expect(namesWith('GRANTING')).toEqual([]);
    const ranks = [[], standardPolicy.credits.ranks.flat()];
    const ofOneRank = figuresOf({ ...standardPolicy, credits: { expiringSoonDays: 7, ranks } });
    expect(ofOneRank.flatMap(({ section, name }) => (section === 6 ? name : []))).toEqual(['credits.ranks 1']);
  });

  test('the priority by default, when adjustments come in the order of creation', () => {
    const found = figuresOf({ ...standardPolicy, rules: { adjustmentOrder: 'CREATION' } });
    expect(of(found, 'adjustments.defaultPriority')).toBeUndefined();
  });

  test('a limit of 0', () => {
    const adjustments = { defaultPriority: 0, maxRateDiscount: '0', maxRateSurcharge: 0, maxFixedAmount: 0 };
    const found = figuresOf({ ...standardPolicy, adjustments });
    expect(found.flatMap(({ section, name }) => (section === 5 ? name : []))).toEqual(['adjustments.defaultPriority']);
  });

  test('days of grace that make no month overdue at another bill', () => {
    const { lateFees } = standardPolicy;
    const graceWith = (policy: Partial<Policy>) =>
      of(figuresOf({ ...standardPolicy, ...policy }), 'lateFees.graceDays');
    expect(graceWith({ rules: { lateFeeGrace: 'NONE' } })).toBeUndefined();
    expect(graceWith({ lateFees: { ...lateFees, rate: '0.0' } })).toBeUndefined();
    // Due on the 25th, a month is overdue on the last day of February with 3 days of grace, with 4 in a leap year.
    expect(graceWith({ lateFees: { ...lateFees, graceDays: 3 } })).toBe('3: 4');
    // The earliest day of a month on which 36 500 days are over is the 5th; more days are not allowed.
    expect(graceWith({ lateFees: { dueDay: 1, graceDays: 36_500, rate: 1 } })).toBe('36500: 36495');
  });
});

describe('another value is the nearest', () => {
  test.each([
    ['8.250', '8.249 | 8.251'],
    [8.25, '8.24 | 8.26'],
    [1e-7, '0.0000000 | 0.0000002'],
    ['100', '99'],
    ['100.00', '99.99'],
  ])('of the tax rate %s', (taxRate, expected) => {
    expect(of(withMember({ taxRate }), 'members.kr tax rate')).toBe(
      `${String(taxRate).replace('1e-7', '0.0000001')}: ${expected}`,
    );
  });

  test.each([
    ['Asia/Kolkata', 'Etc/GMT-5 | Etc/GMT-6'],
    // Half an hour more in summer: no fixed zone has its standard time.
    ['Australia/Lord_Howe', 'Etc/GMT-10 | Etc/GMT-11'],
    ['Europe/London', 'Etc/GMT | Etc/GMT+1 | Etc/GMT-1'],
    // Its summer is in January.
    ['America/Santiago', 'Etc/GMT+4 | Etc/GMT+5 | Etc/GMT+3'],
    ['Pacific/Kiritimati', 'Etc/GMT-13'],
    ['Etc/GMT+12', 'Etc/GMT+11'],
  ])('of the time zone %s', (timeZone, expected) => {
    expect(of(withMember({ timeZone }), 'members.kr time zone')).toBe(`${timeZone}: ${expected}`);
  });

  test('of a tier between others', () => {
    const tiers = [
      { upTo: '0.5', unitPrice: '2' },
      { upTo: '1', unitPrice: '3' },
      { upTo: '2', unitPrice: '4' },
      { upTo: null, unitPrice: '1' },
    ];
    const found = withPrice({ model: 'GRADUATED', tiers });
    expect(of(found, 'prices.*.KRW tier 1 upTo')).toBe('0.5: 0.4 | 0.6');
    // 0 and 2 are out of order, so the next place is changed.
    expect(of(found, 'prices.*.KRW tier 2 upTo')).toBe('1: 0.9 | 1.1');
    expect(of(found, 'prices.*.KRW tier 3 upTo')).toBe('2: 3');
  });
});

const decimal = fc
  .tuple(fc.integer({ min: 1, max: 99 }), fc.stringMatching(/^\d{0,12}$/))
  .map(([whole, part]) => (part === '' ? `${whole}` : `${whole}.${part}`));
const ends = fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { maxLength: 4 });
const pricings: fc.Arbitrary<Pricing> = fc.oneof(
  decimal.map((unitPrice): Pricing => ({ model: 'FLAT', unit: 'A', unitPrice })),
  fc
    .tuple(decimal, decimal)
    .map(([packageSize, packagePrice]): Pricing => ({ model: 'PACKAGE', packageSize, packagePrice })),
  fc
    .tuple(fc.constantFrom('GRADUATED' as const, 'VOLUME' as const), ends, decimal)
    .map(([model, upTo, price]): Pricing => {
      const limits = [...upTo.toSorted((a, b) => a - b).map((limit) => `${limit}`), null];
      return {
        model,
        tiers: limits.map((limit, index) => ({ upTo: limit, unitPrice: index % 3 === 2 ? price : index })),
      };
    }),
);
const ranks = fc
  .shuffledSubarray(standardPolicy.credits.ranks.flat(), { minLength: 7 })
  .chain((types) => fc.nat(7).map((cut) => [types.slice(0, cut), types.slice(cut)]));
const rates = fc.constantFrom('0', '0.5', '12.5', '50', '100');
const policies: fc.Arbitrary<Policy> = fc.record({
  members: fc
    .tuple(rates, fc.constantFrom(...roundings), fc.constantFrom('Asia/Kathmandu', 'Europe/Rome', 'Pacific/Apia'))
    .map(([taxRate, taxRounding, timeZone]) => [
      { member: 'a', currency: 'KRW', taxName: 'VAT', taxRate, taxRounding, timeZone },
      { member: 'b', currency: 'CHF', taxName: 'MWST', taxRate: 8.1, taxRounding, timeZone: 'Europe/Zurich' },
    ]),
  unitDimensions: fc.tuple(decimal, decimal).map(([a, b]) => [
    [
      { unit: 'A', size: a },
      { unit: 'B', size: b },
    ],
  ]),
  priceBook: fc.tuple(pricings, pricings).map(([first, second]) =>
    ['a.b', 'a.*', '*'].map((counter) => ({
      counter,
      prices: [
        { currency: 'CHF', pricing: first },
        { currency: 'KRW', pricing: second },
      ],
    })),
  ),
  adjustments: fc.record({
    defaultPriority: fc.maxSafeInteger(),
    maxRateDiscount: rates,
    maxRateSurcharge: decimal,
    maxFixedAmount: fc.maxSafeNat(),
  }),
  credits: fc.record({ expiringSoonDays: fc.constantFrom(0, 7, 36_500), ranks }),
  lateFees: fc.record({ dueDay: fc.integer({ min: 1, max: 28 }), graceDays: fc.nat(100), rate: rates }),
});

test('a mutant is a policy that has another figure in one place, and can be billed by', () => {
  fc.assert(
    fc.property(policies, (policy) => {
      const names = figuresOf(policy).map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      for (const { path, name, mutants } of figuresOf(policy)) {
        for (const mutant of mutants) {
          const other = mutant.policy();
          checkPolicy(other);
          expect(differencesIn(policy, other), name).toEqual([path]);
          expect(printCatalog(parseCatalog(printCatalog(other)))).not.toBe(printCatalog(policy));
        }
      }
    }),
    { numRuns: 20 },
  );
});

/** The JSON pointers of the values that differ; that of the ranks when some type has another one. */
function differencesIn(one: unknown, other: unknown, path = ''): string[] {
  if (path === '/credits/ranks') return JSON.stringify(one) === JSON.stringify(other) ? [] : [path];
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return one === other ? [] : [path];
  }
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].flatMap((key) => differencesIn(Reflect.get(one, key), Reflect.get(other, key), `${path}/${key}`));
}

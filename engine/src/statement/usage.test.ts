import { describe, expect, test } from 'vitest';
import { bill, pricedAt, reading } from '../../test/bills.ts';
import { refusalOf } from '../../test/test-account.ts';
import { type CounterType, type Reading, type RuleChoices, standardPolicy } from '../index.ts';

const march = (day: string) => `2025-03-${day}T00:00:00Z`;

/** The quantities of `test.units` that are billed, project by project. */
function used(counterType: CounterType, readings: Partial<Reading>[]) {
  const sent = readings.map((fields) => reading({ counterType, ...fields }));
  return bill({ readings: sent }).lineItems.map(({ projectId, quantity }) => `${projectId} ${quantity}`);
}

describe('a DELTA counter', () => {
  test('sums volumes exactly', () => {
    // 0.1 + 0.2 = 0.3, which binary floats miss
    expect(used('DELTA', [{ volume: '0.1' }, { volume: 0.2 }])).toEqual(['p-a 0.3']);
    // 999 999 999 999 999 + 0.000 000 000 001
    const far = [{ volume: '999999999999999' }, { volume: '0.000000000001' }];
    expect(used('DELTA', far)).toEqual(['p-a 999999999999999.000000000001']);
  });

  test('sums each project by itself', () => {
    const readings = [{ volume: '1' }, { projectId: 'p-b', volume: '2' }, { volume: '4' }];
    expect(used('DELTA', readings)).toEqual(['p-a 5', 'p-b 2']);
  });

  test('counts equal readings as often as they come', () => {
    expect(used('DELTA', [{ volume: '3' }, { volume: '3' }])).toEqual(['p-a 6']);
  });
});

describe('a GAUGE counter', () => {
  test('takes the latest reading of a resource, not the last one received', () => {
    const readings = [
      { timestamp: march('20'), volume: '7' },
      { timestamp: march('05'), volume: '9' },
    ];
    expect(used('GAUGE', readings)).toEqual(['p-a 7']);
  });

  test('takes the one received last of equal timestamps, whatever offset they are written with', () => {
    const readings = [
      { timestamp: '2025-03-20T00:00:00Z', volume: '7' },
      { timestamp: '2025-03-20T09:00:00+09:00', volume: '3' },
      { timestamp: '2025-03-19T19:00:00.000-05:00', volume: '5' },
    ];
    expect(used('GAUGE', readings)).toEqual(['p-a 5']);
    expect(used('GAUGE', readings.toReversed())).toEqual(['p-a 7']);
  });

  test('tells timestamps apart to the nanosecond', () => {
    const readings = [
      { timestamp: '2025-03-20T00:00:00.000000001Z', volume: '7' },
      { timestamp: '2025-03-20T00:00:00.000000000Z', volume: '3' },
    ];
    expect(used('GAUGE', readings)).toEqual(['p-a 7']);
  });

  test('sums the resources of a project; the same id in another project is another resource', () => {
    const readings = [
      { resourceId: 'r-1', volume: '1' },
      { resourceId: 'r-2', volume: '10' },
      { resourceId: 'r-1', volume: '2' },
      { projectId: 'p-b', resourceId: 'r-1', volume: '100' },
    ];
    // p-a: 2 + 10
    expect(used('GAUGE', readings)).toEqual(['p-a 12', 'p-b 100']);
  });

  test('takes readings without a resource for one resource of the project', () => {
    const readings = [{ volume: '1' }, { volume: '2' }, { resourceId: 'r-1', volume: '10' }];
    // 2 + 10
    expect(used('GAUGE', readings)).toEqual(['p-a 12']);
  });

  test('does not carry a level over from the month before', () => {
    const readings = [
      { resourceId: 'r-1', timestamp: march('10'), volume: '1' },
      { resourceId: 'r-2', timestamp: '2025-02-10T00:00:00Z', volume: '10' },
    ];
    expect(used('GAUGE', readings)).toEqual(['p-a 1']);
  });
});

describe('a CUMULATIVE counter', () => {
  test('starts from 0 without an earlier reading', () => {
    // 5 − 0, then 12 − 5
    const readings = [
      { timestamp: march('05'), volume: '5' },
      { timestamp: march('20'), volume: '12' },
    ];
    expect(used('CUMULATIVE', readings)).toEqual(['p-a 12']);
  });

  test('starts from the last reading before the month', () => {
    const readings = [
      { timestamp: '2025-02-01T00:00:00Z', volume: '60' },
      { timestamp: '2025-02-28T14:59:59.999999999Z', volume: '100' },
      { timestamp: march('20'), volume: '130' },
    ];
    // 130 − 100
    expect(used('CUMULATIVE', readings)).toEqual(['p-a 30']);
  });

  test('starts from a reading several months and a year back', () => {
    const readings = [
      { timestamp: '2023-11-30T00:00:00Z', volume: '40' },
      { timestamp: march('20'), volume: '41.5' },
    ];
    expect(used('CUMULATIVE', readings)).toEqual(['p-a 1.5']);
  });

  test('is late-proof: readings count in the order of time, not of receipt', () => {
    const readings = [
      { timestamp: march('20'), volume: '30' },
      { timestamp: march('01'), volume: '11' },
      { timestamp: '2025-02-20T00:00:00Z', volume: '10' },
      { timestamp: '2025-02-10T00:00:00Z', volume: '8' },
      { timestamp: march('10'), volume: '15' },
    ];
    // from 10: 11, 15, 30
    expect(used('CUMULATIVE', readings)).toEqual(['p-a 20']);
  });

  test('counts from 0 after a reset', () => {
    const readings = [
      { timestamp: march('01'), volume: '100' },
      { timestamp: march('02'), volume: '130' },
      { timestamp: march('03'), volume: '7' },
      { timestamp: march('04'), volume: '20' },
      { timestamp: march('05'), volume: '0' },
      { timestamp: march('06'), volume: '2' },
    ];
    // 100 + 30 + 7 + 13 + 0 + 2
    expect(used('CUMULATIVE', readings)).toEqual(['p-a 152']);
  });

  test('counts from 0 when the month begins below its start', () => {
    const readings = [
      { timestamp: '2025-02-20T00:00:00Z', volume: '100' },
      { timestamp: march('20'), volume: '99.5' },
    ];
    expect(used('CUMULATIVE', readings)).toEqual(['p-a 99.5']);
  });

  test('adds nothing where the meter stands still', () => {
    const readings = [
      { timestamp: '2025-02-20T00:00:00Z', volume: '100' },
      { timestamp: march('10'), volume: '100' },
      { timestamp: march('20'), volume: '100' },
    ];
    expect(used('CUMULATIVE', readings)).toEqual(['p-a 0']);
  });

  test('takes the one received later of equal timestamps for the later reading', () => {
    const at = march('20');
    // 10, then 4: a reset, 4 more
    expect(
      used('CUMULATIVE', [
        { timestamp: at, volume: '10' },
        { timestamp: at, volume: '4' },
      ]),
    ).toEqual(['p-a 14']);
    // 4, then 10
    expect(
      used('CUMULATIVE', [
        { timestamp: at, volume: '4' },
        { timestamp: at, volume: '10' },
      ]),
    ).toEqual(['p-a 10']);
  });

  test('starts from the one received later of equal timestamps before the month', () => {
    const before = '2025-02-20T00:00:00Z';
    const readings = [
      { timestamp: before, volume: '50' },
      { timestamp: before, volume: '20' },
      { timestamp: march('20'), volume: '60' },
    ];
    // 60 − 20
    expect(used('CUMULATIVE', readings)).toEqual(['p-a 40']);
  });

  test('follows each resource of each project by itself', () => {
    const readings = [
      { resourceId: 'r-1', timestamp: '2025-02-20T00:00:00Z', volume: '100' },
      { projectId: 'p-b', resourceId: 'r-1', timestamp: '2025-02-20T00:00:00Z', volume: '5' },
      { timestamp: '2025-02-20T00:00:00Z', volume: '1000' },
      { resourceId: 'r-1', timestamp: march('20'), volume: '103' },
      { resourceId: 'r-2', timestamp: march('20'), volume: '40' },
      { timestamp: march('20'), volume: '1200' },
      { projectId: 'p-b', resourceId: 'r-1', timestamp: march('20'), volume: '9' },
    ];
    // p-a: 3 + 40 + 200; p-b: 4
    expect(used('CUMULATIVE', readings)).toEqual(['p-a 243', 'p-b 4']);
  });

  test('does not look at readings after the month', () => {
    const readings = [
      { timestamp: march('20'), volume: '5' },
      { timestamp: '2025-04-20T00:00:00Z', volume: '50' },
    ];
    expect(used('CUMULATIVE', readings)).toEqual(['p-a 5']);
  });
});

describe('a line item', () => {
  test.each(['DELTA', 'GAUGE', 'CUMULATIVE'] as const)('is made by a %s reading of 0', (counterType) => {
    expect(used(counterType, [{ volume: '0' }])).toEqual(['p-a 0']);
  });

  test.each(['DELTA', 'GAUGE', 'CUMULATIVE'] as const)(
    'is not made by %s readings before or after the month only',
    (counterType) => {
      const outside = [{ timestamp: '2025-02-10T00:00:00Z' }, { timestamp: '2025-04-10T00:00:00Z' }];
      expect(used(counterType, outside)).toEqual([]);
    },
  );

  test('is there for every project and counter, by project id and then counter name in code-unit order', () => {
    // The order is that of code units: Z < a, 10 < 2, and U+1F600 (D83D DE00) before U+FF5E, though its code point is
    // larger.
    const names = ['a', 'Z', '10', '2', '\u{1F600}', '\uFF5E'];
    const sorted = ['10', '2', 'Z', 'a', '\u{1F600}', '\uFF5E'];
    const readings = names.flatMap((projectId) => names.map((counterName) => reading({ projectId, counterName })));
    const lines = bill({ readings }).lineItems.map(({ projectId, counterName }) => [projectId, counterName]);
    expect(lines).toEqual(sorted.flatMap((projectId) => sorted.map((counterName) => [projectId, counterName])));
  });

  test('without a unit in its price has the unit of the first reading of the month received', () => {
    const readings = [
      { unit: 'BEFORE', timestamp: '2025-02-10T00:00:00Z' },
      { unit: 'LATER', timestamp: march('20') },
      { unit: 'EARLIER', timestamp: march('05') },
    ].map((fields) => reading(fields));
    const [line] = bill({ readings }).lineItems;
    expect([line?.unit, line?.quantity]).toEqual(['LATER', '2']);
  });
});

describe('a unit', () => {
  const compute = { counterName: 'compute.c2.c8m8' };
  const storage = { counterName: 'storage.volume.ssd' };

  // Prices of kr: 397 per hour, 100 per GB.
  test.each([
    [compute, '3600', 'SECONDS', '1', 397],
    [compute, '60', 'MINUTES', '1', 397],
    [compute, '1', 'HOURS', '1', 397],
    [compute, '1', 'DAYS', '24', 9_528],
    // 90 min = 1.5 h: 595.5 → 596
    [compute, '90', 'MINUTES', '1.5', 596],
    // 1/3600 h never ends; 397 ÷ 3600 = 0.11…
    [compute, '1', 'SECONDS', '0.000277777778', 0],
    // 2^-20 GB, all its digits
    [storage, '1', 'KB', '0.00000095367431640625', 0],
    [storage, '512', 'MB', '0.5', 50],
    [storage, '1', 'GB', '1', 100],
    [storage, '1', 'TB', '1024', 102_400],
    [storage, '0.001', 'TB', '1.024', 102],
  ])('of %o converts: %s %s is %s', (counter, volume, unit, quantity, amount) => {
    const [line] = bill({ readings: [reading({ ...counter, volume, unit })] }).lineItems;
    expect([line?.quantity, line?.amount]).toEqual([quantity, amount]);
  });

  test('converts as a fraction: 100 MINUTES at 166.67 an hour', () => {
    const counterName = 'compute.g2.t4.c8m64';
    const minutes = (volume: string) => reading({ counterName, unit: 'MINUTES', volume });
    // 100 × 166.67 ÷ 60 = 277.78…
    expect(bill({ readings: [minutes('100')] }).usageAmount).toBe(278);
    // 3 × 20 minutes are an hour to the last digit: at 0.5 an hour it rounds up, at 0.999999999999 h it would not
    const halfAnHour = pricedAt({ model: 'FLAT', unit: 'HOURS', unitPrice: '0.5' }, counterName);
    const hour = bill({ readings: [minutes('20'), minutes('20'), minutes('20')], contracts: halfAnHour });
    expect([hour.lineItems[0]?.quantity, hour.usageAmount]).toEqual(['1', 1]);
  });

  test('compares without case, of known and of other units', () => {
    const hours = ['hours', 'Hours', 'minutes'].map((unit) => reading({ ...compute, unit, volume: '60' }));
    // 60 + 60 + 1
    expect(bill({ readings: hours }).lineItems[0]).toMatchObject({ unit: 'HOURS', quantity: '121' });

    const requests = pricedAt({ model: 'FLAT', unit: 'Requests', unitPrice: '2' });
    const readings = ['REQUESTS', 'requests'].map((unit) => reading({ unit }));
    expect(bill({ readings, contracts: requests }).lineItems[0]).toMatchObject({ unit: 'Requests', amount: 4 });
  });

  test.each([
    [compute, 'GB'],
    [compute, 'REQUESTS'],
    [compute, 'HOUR'],
    [storage, 'HOURS'],
    [storage, 'GIB'],
  ])('of %o refuses %s', (counter, unit) => {
    const refusal = refusalOf(() => bill({ readings: [reading({ ...counter, unit })] }));
    expect(refusal.code).toBe('UNIT_MISMATCH');
    expect(refusal.message).toContain(counter.counterName);
    expect(refusal.message).toContain(unit);
    expect(refusal.details).toEqual([
      { path: '/readings/0/unit', message: expect.stringMatching(/^must convert to (HOURS|GB), in which /) },
    ]);
  });

  test('that does not convert is named by its place, also of a reading before the month that a meter starts from', () => {
    const meter = { ...compute, counterType: 'CUMULATIVE', volume: '5' } as const;
    const readings = [
      reading(),
      reading({ ...meter, unit: 'HOURS' }),
      reading({ ...meter, unit: 'GB', timestamp: '2025-02-10T00:00:00Z' }),
    ];
    const { code, details } = refusalOf(() => bill({ readings }));
    expect([code, details.map(({ path }) => path)]).toEqual(['UNIT_MISMATCH', ['/readings/2/unit']]);
  });

  test.each(['DELTA', 'GAUGE'] as const)('of a %s reading of another month does not matter', (counterType) => {
    const ofMonth = reading({ ...compute, counterType, unit: 'HOURS' });
    const before = { ...ofMonth, unit: 'GB', timestamp: '2025-02-10T00:00:00Z' };
    const after = { ...before, timestamp: '2025-04-10T00:00:00Z' };
    const policy = { ...standardPolicy, rules: { tiers: 'RESOURCE' } } as const;
    expect(bill({ readings: [before, ofMonth, after] }, { policy }).lineItems[0]?.quantity).toBe('1');
  });

  test('does not matter to a price without one', () => {
    const readings = ['HOURS', 'MINUTES', 'GB'].map((unit) => reading({ unit, volume: '60' }));
    expect(bill({ readings }).lineItems[0]).toMatchObject({ quantity: '180', amount: 180 });
  });

  test('of each reading converts by itself: levels in MB and GB, a meter before the month in minutes', () => {
    const levels = [
      reading({ ...storage, counterType: 'GAUGE', resourceId: 'r-1', unit: 'MB', volume: '512' }),
      reading({ ...storage, counterType: 'GAUGE', resourceId: 'r-2', unit: 'TB', volume: '1' }),
    ];
    // 0.5 + 1024
    expect(bill({ readings: levels }).lineItems[0]?.quantity).toBe('1024.5');

    const meter = [
      reading({
        ...compute,
        counterType: 'CUMULATIVE',
        unit: 'MINUTES',
        volume: '90',
        timestamp: '2025-02-01T00:00:00Z',
      }),
      reading({ ...compute, counterType: 'CUMULATIVE', unit: 'DAYS', volume: '1' }),
    ];
    // 24 − 1.5
    expect(bill({ readings: meter }).lineItems[0]?.quantity).toBe('22.5');
  });
});

test('readings of one counter have one type', () => {
  const readings = [
    reading({}),
    reading({ counterName: 'test.levels', counterType: 'GAUGE' }),
    reading({ projectId: 'p-b', counterType: 'GAUGE', timestamp: '2025-01-10T00:00:00Z' }),
  ];
  const refusal = refusalOf(() => bill({ readings }));
  expect(refusal.code).toBe('COUNTER_TYPE_CONFLICT');
  expect(refusal.details.map(({ path }) => path)).toEqual(['/readings/2/counterType']);
});

describe('a reading before the month in a unit that does not convert', () => {
  const before = { counterName: 'compute.c2.c8m8', unit: 'GB', volume: '1', timestamp: '2025-02-10T00:00:00Z' };
  const inMonth = { counterName: 'compute.c2.c8m8', unit: 'HOURS', volume: '5', timestamp: '2025-03-10T00:00:00Z' };
  const quantityBy = (rules: RuleChoices, counterType: CounterType, resourceId?: string) => {
    const readings = [
      reading({ ...before, counterType, ...(resourceId !== undefined && { resourceId }) }),
      reading({ ...inMonth, counterType }),
    ];
    return bill({ readings }, { policy: { ...standardPolicy, rules } }).lineItems[0]?.quantity;
  };

  test.each<[string, RuleChoices, CounterType, string, string?]>([
    ['an amount used', {}, 'DELTA', '5'],
    ['an amount used by a resource', { tiers: 'RESOURCE' }, 'DELTA', '5'],
    ['a running meter that starts in the month', { cumulativeStart: 'FIRST_READING' }, 'CUMULATIVE', '0'],
    ['a running meter of another resource', {}, 'CUMULATIVE', '5', 'r-2'],
  ])('is not asked for by %s', (_, rules, counterType, quantity, resourceId) => {
    expect(quantityBy(rules, counterType, resourceId)).toBe(quantity);
  });

  test('is refused when a running meter starts from it', () => {
    expect(refusalOf(() => quantityBy({}, 'CUMULATIVE')).code).toBe('UNIT_MISMATCH');
  });
});

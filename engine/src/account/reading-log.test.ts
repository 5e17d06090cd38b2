import { describe, expect, test } from 'vitest';
import { memberNamed, TestAccount } from '../../test/test-account.ts';
import { apply, monthIn, sequenceOf } from '../index.ts';

const meter = { counterName: 'test.meter', counterType: 'CUMULATIVE' } as const;
const at = (timestamp: string, volume: number) => ({ ...meter, timestamp: `${timestamp}T00:00:00Z`, volume });

describe('a running meter of an account', () => {
  const accountWith = (...readings: [string, number][]) => {
    const acme = new TestAccount();
    for (const [timestamp, volume] of readings) acme.record(at(timestamp, volume));
    return acme;
  };

  test('runs on from month to month, over months without a reading', () => {
    const acme = accountWith(['2024-06-01', 10], ['2024-09-01', 25], ['2025-03-01', 100], ['2025-03-20', 130]);
    const used = ['2024-06', '2024-07', '2024-09', '2025-02', '2025-03', '2025-04'].map(
      (month) => acme.calculate(month).usageAmount,
    );
    // 130 − 25 = 105 in March
    expect(used).toEqual([10, 0, 15, 0, 105, 0]);
  });

  const since: [string, number] = ['2024-09-10', 25];

  test.each<[string, [string, number][], string, number, number]>([
    ['of an earlier month', [], '2024-07-01', 40, 65], // 105 − 40
    ['of a month before the one it starts from', [since], '2024-07-01', 20, 80], // 105 − 25
    ['of the month it starts from, after what was its last', [since], '2024-09-20', 60, 45],
    ['of the month it starts from, before its last', [since], '2024-09-02', 24, 80],
    ['at the time of its last, received later', [since], '2024-09-10', 90, 15],
    ['of the month before', [since], '2025-02-28', 95, 10],
    ['of a month after', [since], '2025-05-01', 3, 80],
  ])('starts from a late reading %s', (_, before, date, volume, usageAmount) => {
    const acme = accountWith(...before, ['2025-03-10', 105]);
    acme.calculate('2025-03');
    acme.record(at(date, volume));
    expect(acme.calculate('2025-03').usageAmount).toBe(usageAmount);
  });

  test('starts from what is left when readings are deleted', () => {
    const acme = accountWith(
      ['2024-06-01', 10],
      ['2024-09-01', 20],
      ['2024-09-10', 30],
      ['2024-09-20', 40],
      ['2025-03-10', 105],
    );
    const afterDeleting = (from: string, to: string) => {
      acme.do({ type: 'deleteReadings', from, to });
      return acme.calculate('2025-03').usageAmount;
    };
    expect(acme.calculate('2025-03').usageAmount).toBe(65);
    expect(afterDeleting('2024-09-20', '2024-09-20')).toBe(75);
    expect(afterDeleting('2024-09-01', '2024-09-01')).toBe(75);
    expect(afterDeleting('2024-09-10', '2024-09-10')).toBe(95);
    expect(afterDeleting('2024-06-01', '2024-06-01')).toBe(105);
  });

  test('is followed per project, counter and resource', () => {
    const acme = new TestAccount();
    const meters = [{}, { projectId: 'p-b' }, { counterName: 'test.other' }, { resourceId: 'r-1' }];
    for (const [n, which] of meters.entries()) acme.record({ ...at('2024-06-01', 10 ** n), ...which });
    for (const which of meters) acme.record({ ...at('2025-03-10', 10_000), ...which });
    const { lineItems } = acme.calculate('2025-03');
    expect(lineItems.map(({ projectId, counterName, amount }) => [projectId, counterName, amount])).toEqual([
      // 10 000 − 1 and 10 000 − 1000
      ['p-a', 'test.meter', 18_999],
      ['p-a', 'test.other', 9_900],
      ['p-b', 'test.meter', 9_990],
    ]);
    acme.do({ type: 'deleteReadings', to: '2024-12-31' });
    expect(acme.calculate('2025-03').usageAmount).toBe(40_000);
  });
});

describe('the readings within a month', () => {
  test.each([
    [
      'kr',
      ['2025-02-28T15:00:00Z', '2025-03-31T14:59:59.999999999Z'],
      ['2025-02-28T14:59:59.999999999Z', '2025-03-31T15:00:00Z'],
    ],
    [
      'us',
      ['2025-03-01T05:00:00Z', '2025-04-01T03:59:59.999999999Z'],
      ['2025-03-01T04:59:59.999999999Z', '2025-04-01T04:00:00Z'],
    ],
  ])('of %s are found at its edges', (name, inside, outside) => {
    const member = memberNamed(name);
    const acme = new TestAccount({ member });
    acme.record(...[...inside, ...outside].map((timestamp, n) => ({ timestamp, volume: 10 ** n })));
    const within = acme.account.readings.within('2025-03', monthIn('2025-03', member.timeZone));
    expect(within.map(({ volume }) => volume).sort()).toEqual(['1', '10']);
    expect(acme.calculate('2025-03').usageAmount).toBe(11);
    expect(acme.calculate('2025-02').usageAmount).toBe(100);
    expect(acme.calculate('2025-04').usageAmount).toBe(1_000);
  });
});

test('a line without a unit in its price has that of the first reading of the month received', () => {
  const acme = new TestAccount({ member: memberNamed('kr') });
  // Both are in March in Seoul; in UTC the one received later is in February.
  acme.record(
    { unit: 'FIRST', timestamp: '2025-03-10T00:00:00Z' },
    { unit: 'SECOND', timestamp: '2025-02-28T16:00:00Z' },
  );
  expect(acme.calculate('2025-03').lineItems[0]).toMatchObject({ unit: 'FIRST', quantity: '2' });
});

describe('the readings in the order of receipt', () => {
  /** Readings of which some are deleted: every third of the first half, nearly all of the third quarter, none of the last. */
  const listed = (count: number) => {
    const acme = new TestAccount();
    for (let sent = 0; sent < count; sent += 1000) acme.record(...Array.from({ length: 1000 }, () => ({})));
    const ids = [...acme.account.readings.all()].map(({ meterId }) => meterId);
    const isGone = (n: number) => (n < count / 2 ? n % 3 === 0 : n < (count * 3) / 4 && n % 100 !== 7);
    apply(acme.account, { type: 'readingsDeleted', meterIds: ids.filter((_, n) => isGone(n)) });
    const left = ids.filter((_, n) => !isGone(n));
    return { acme, ids, left, readings: acme.account.readings };
  };

  const idsOf = (readings: Iterable<{ meterId: string }>) => Array.from(readings, ({ meterId }) => meterId);

  const take = <Value>(values: Iterable<Value>, limit: number): Value[] => {
    const taken: Value[] = [];
    for (const value of values) if (taken.push(value) === limit) break;
    return taken;
  };

  test('come in pages, also where some were deleted', () => {
    const { readings, left, acme } = listed(8000);
    expect(idsOf(readings.all())).toEqual(left);
    const pages = Array.from({ length: Math.ceil(left.length / 70) }, (_, n) =>
      idsOf(readings.page({ offset: n * 70, limit: 70 })),
    );
    expect(pages.flat()).toEqual(left);
    expect(readings.page({ offset: left.length, limit: 70 })).toEqual([]);
    expect(readings.page({ offset: 0, limit: 0 })).toEqual([]);
    const [added] = acme.record({}).meterIds;
    expect(idsOf(readings.page({ offset: left.length - 1, limit: 70 }))).toEqual([left.at(-1), added]);
  });

  test('are found after one of them, also after one that was deleted', () => {
    const { readings, ids, left } = listed(3000);
    for (const meterId of ids.filter((_, n) => n % 7 === 0)) {
      const later = left.filter((other) => (sequenceOf(other) ?? 0) > (sequenceOf(meterId) ?? 0));
      expect(idsOf(take(readings.after(meterId), 5))).toEqual(later.slice(0, 5));
    }
    expect(idsOf(readings.after('meter-acme-0'))).toEqual(left);
    expect([...readings.after('mine')]).toEqual([]);
  });

  test('are gone when all were deleted, and start anew', () => {
    const { readings, acme, left } = listed(2000);
    acme.do({ type: 'deleteReadings' });
    expect([...readings.all(), ...readings.page({ offset: 0, limit: 9 })]).toEqual([]);
    expect([...readings.after(left[0] ?? '')]).toEqual([]);
    const { meterIds } = acme.record({}, {});
    expect(idsOf(readings.after(left[0] ?? ''))).toEqual(meterIds);
  });
});

test('a running meter starts from what is left when one reading after the other is taken back', () => {
  const acme = new TestAccount();
  const late = at('2024-09-20', 40);
  const { meterIds } = acme.record(at('2024-09-01', 20), late, at('2024-09-10', 30), late, at('2025-03-10', 105));
  const [first = '', second = '', third = '', fourth = ''] = meterIds;
  const afterDeleting = (meterId: string) => {
    acme.do({ type: 'deleteReading', meterId });
    return acme.calculate('2025-03').usageAmount;
  };
  expect([fourth, second, first, third].map(afterDeleting)).toEqual([65, 75, 75, 105]);
  // Two readings come at once, and one comes between their deletions.
  const [a = '', b = ''] = acme.record(at('2024-09-01', 20), at('2024-09-10', 30)).meterIds;
  acme.do({ type: 'deleteReading', meterId: b });
  acme.record(at('2024-09-01', 25));
  acme.do({ type: 'deleteReading', meterId: a });
  expect(acme.calculate('2025-03').usageAmount).toBe(80);
});

test.each([{ volume: 'much' }, { timestamp: 'now' }, { meterId: 'mine' }])(
  'a reading that no command recorded is not kept: %j',
  (wrong) => {
    const acme = new TestAccount();
    const { meterIds } = acme.record({});
    const recorded = acme.account.readings.get(meterIds[0] ?? '');
    if (!recorded) throw new Error('It was recorded.');
    const readings = [{ ...recorded, meterId: 'meter-acme-9', ...wrong }];
    expect(() => apply(acme.account, { type: 'readingsRecorded', readings })).toThrow('cannot have been recorded');
    expect(acme.account.readings.size).toBe(1);
  },
);

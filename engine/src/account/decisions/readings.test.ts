import { describe, expect, test } from 'vitest';
import { aReading, memberNamed, seen, TestAccount } from '../../../test/test-account.ts';
import type { NewReading } from '../../index.ts';

const recording = (...readings: Partial<NewReading>[]) =>
  ({ type: 'recordReadings', readings: readings.map(aReading) }) as const;

const stored = (acme: TestAccount) => [...acme.account.readings.all()];

describe('a batch of readings', () => {
  test('is recorded in the order of receipt, each with an id', () => {
    const acme = new TestAccount();
    expect(acme.record({ volume: '1' }, { volume: '2' })).toEqual({
      meterIds: ['meter-acme-1', 'meter-acme-2'],
      acceptedCount: 2,
      duplicateCount: 0,
      afterFinalCount: 0,
    });
    expect(acme.record({ volume: '3' }).meterIds).toEqual(['meter-acme-3']);
    expect(stored(acme).map(({ meterId, volume }) => [meterId, volume])).toEqual([
      ['meter-acme-1', '1'],
      ['meter-acme-2', '2'],
      ['meter-acme-3', '3'],
    ]);
    expect(acme.account.readings.size).toBe(3);
  });

  test('may be empty', () => {
    const { events, answer } = new TestAccount().decide(recording());
    expect(events).toEqual([]);
    expect(answer).toEqual({ meterIds: [], acceptedCount: 0, duplicateCount: 0, afterFinalCount: 0 });
  });

  test('keeps what was told of a reading, its time as an instant and its volume as a decimal string', () => {
    const acme = new TestAccount();
    const told = { resourceId: 'r', eventId: 'e', resourceName: 'web-1', parentResourceId: 'cluster', source: 'agent' };
    const [meterId = ''] = acme.record({ ...told, timestamp: '2025-03-10T09:00:00.5+09:00', volume: 1e-7 }).meterIds;
    expect(acme.account.readings.get(meterId)).toEqual({
      ...aReading(told),
      meterId,
      timestamp: '2025-03-10T00:00:00.500000000Z',
      volume: '0.0000001',
    });
    expect(acme.account.readings.get('meter-acme-9')).toBeUndefined();
  });

  test('is dated now where a reading has no timestamp', () => {
    const acme = new TestAccount();
    const { timestamp: _, ...reading } = aReading();
    acme.do({ type: 'recordReadings', readings: [reading] });
    expect(stored(acme)[0]?.timestamp).toBe(acme.now);
  });
});

describe('the project of a reading', () => {
  test.each<[string, Partial<NewReading>, string]>([
    ['its own', { projectId: 'p-z' }, 'p-z'],
    ['its own, whatever its app key', { projectId: 'p-z', appKey: 'key-1' }, 'p-z'],
    ['the one that its app key belongs to', { appKey: 'key-1' }, 'p-1'],
    ['one named like an app key that none has', { appKey: 'key-9' }, 'key-9'],
    ['default', {}, 'default'],
  ])('is %s', (_, { projectId, appKey }, expected) => {
    const acme = new TestAccount({ projects: [{ projectId: 'p-1', appKeys: ['key-1', 'key-2'] }] });
    const { projectId: __, ...reading } = aReading();
    const named = { ...(projectId !== undefined && { projectId }), ...(appKey !== undefined && { appKey }) };
    acme.do({ type: 'recordReadings', readings: [{ ...reading, ...named }] });
    expect(stored(acme)[0]?.projectId).toBe(expected);
    expect([...acme.account.projects.keys()]).toEqual(expected === 'p-1' ? ['p-1'] : ['p-1', expected]);
  });

  test('joins the account once', () => {
    const acme = new TestAccount();
    acme.record({ projectId: 'p-a' }, { projectId: 'p-b' }, { projectId: 'p-a' });
    const again = acme.decide(recording({ projectId: 'p-b' }));
    expect([...acme.account.projects.keys()]).toEqual(['p-a', 'p-b']);
    expect(again.events.map(({ type }) => type)).not.toContain('projectJoined');
  });
});

describe('a repeated event id', () => {
  test('within a batch is counted once: the first reading stays', () => {
    const acme = new TestAccount();
    const answer = acme.record({ eventId: 'e-1', volume: 5 }, { eventId: 'e-1', volume: 7 }, { volume: 1 });
    expect(answer).toEqual({
      meterIds: ['meter-acme-1', 'meter-acme-1', 'meter-acme-2'],
      acceptedCount: 2,
      duplicateCount: 1,
      afterFinalCount: 0,
    });
    expect(acme.calculate('2025-03').usageAmount).toBe(6);
    expect(acme.account.readings.ofEvent('e-1')?.volume).toBe('5');
  });

  test('across batches, projects and months is counted once', () => {
    const acme = new TestAccount();
    acme.record({ eventId: 'e-1', volume: 5 });
    const again = { eventId: 'e-1', volume: 7, projectId: 'p-z', timestamp: '2025-04-10T00:00:00Z' };
    const { events, answer } = acme.decide(recording(again));
    expect(answer).toMatchObject({ meterIds: ['meter-acme-1'], acceptedCount: 0, duplicateCount: 1 });
    expect(events).toEqual([]);
  });

  test('is counted before its type and unit are looked at: sending it again changes nothing', () => {
    const acme = new TestAccount();
    const sent = { eventId: 'e-1', counterName: 'compute.c2.c8m8', unit: 'HOURS' };
    acme.record(sent);
    const pricing = { model: 'FLAT', unit: 'GB', unitPrice: '1' } as const;
    const terms = { prices: [{ counterName: 'compute.c2.c8m8', pricing }] };
    const otherwise = { name: 'By size', terms };
    acme.do({ type: 'assignContract', contractId: 'c', billingGroupId: 'bg-acme', monthFrom: '2025-01', otherwise });
    expect(acme.record(sent, { ...sent, counterType: 'GAUGE' })).toMatchObject({ acceptedCount: 0, duplicateCount: 2 });
    expect(acme.refusal(recording({ ...sent, eventId: 'e-2' })).code).toBe('UNIT_MISMATCH');
  });

  test('readings without one are never duplicates', () => {
    expect(new TestAccount().record({}, {}).acceptedCount).toBe(2);
  });

  test('of another account is another event', () => {
    const [one, other] = [new TestAccount({ uuid: 'one' }), new TestAccount({ uuid: 'other' })];
    one.record({ eventId: 'e-1' });
    expect(other.record({ eventId: 'e-1' })).toMatchObject({ meterIds: ['meter-other-1'], acceptedCount: 1 });
  });

  test('is free again once its reading is deleted', () => {
    const acme = new TestAccount();
    acme.record({ eventId: 'e-1', volume: 5 });
    acme.do({ type: 'deleteReadings' });
    expect(acme.record({ eventId: 'e-1', volume: 7 }).acceptedCount).toBe(1);
    expect(acme.account.readings.ofEvent('e-1')?.volume).toBe('7');
  });
});

describe('a wrong reading refuses its whole batch', () => {
  test.each<[string, string, Partial<NewReading>]>([
    ['VALIDATION_ERROR', '/readings/1/volume', { volume: '-1' }],
    ['VALIDATION_ERROR', '/readings/1/timestamp', { timestamp: '2025-02-30T00:00:00Z' }],
    ['VALIDATION_ERROR', '/readings/1/counterName', { counterName: '' }],
    ['VALIDATION_ERROR', '/readings/1/projectId', { projectId: '' }],
    ['VALIDATION_ERROR', '/readings/1/unit', { unit: '' }],
    ['VALIDATION_ERROR', '/readings/1/resourceId', { resourceId: '' }],
    ['COUNTER_TYPE_CONFLICT', '/readings/1/counterType', { counterType: 'GAUGE' }],
    ['UNIT_MISMATCH', '/readings/1/unit', { counterName: 'compute.c2.c8m8', unit: 'GB' }],
  ])('%s at %s', (code, path, wrong) => {
    const acme = new TestAccount();
    acme.record({ eventId: 'e-0' });
    const before = seen(acme.account);
    const refusal = acme.refusal(recording({ projectId: 'p-new' }, wrong, { eventId: 'e-1' }));
    expect([refusal.code, refusal.details.map((detail) => detail.path)]).toEqual([code, [path]]);
    expect(seen(acme.account)).toEqual(before);
  });

  test('and names 50 fields of all that are wrong, and how many more there are', () => {
    const refusal = new TestAccount().refusal(
      recording(...Array.from({ length: 60 }, () => ({ volume: 'x', unit: '' }))),
    );
    expect(refusal.details).toHaveLength(50);
    expect(refusal.details.at(-1)?.path).toBe('/readings/24/volume');
    expect(refusal.message).toBe(
      'The readings were not recorded: /readings/0/unit must be a string that is not empty (and 119 more).',
    );
  });

  test('and all that is wrong in it is told', () => {
    const { details } = new TestAccount().refusal(recording({ volume: 'x' }, {}, { unit: '', timestamp: 'now' }));
    expect(details.map(({ path }) => path)).toEqual([
      '/readings/0/volume',
      '/readings/2/unit',
      '/readings/2/timestamp',
    ]);
  });
});

describe('readings of a month whose statement is final', () => {
  test.each<[string, string, number]>([
    ['kr', '2025-03-31T14:59:59Z', 1],
    ['kr', '2025-03-31T15:00:00Z', 0],
    ['etc', '2025-03-31T15:00:00Z', 1],
  ])('of %s are accepted and counted: %s', (member, timestamp, afterFinalCount) => {
    const acme = new TestAccount({ member: memberNamed(member) });
    acme.bill('2025-03', 100);
    acme.record({ eventId: 'e-1' });
    acme.pay('2025-03');
    const answer = acme.record({ timestamp }, { timestamp: '2025-05-10T00:00:00Z' }, { eventId: 'e-1' });
    expect(answer).toMatchObject({ acceptedCount: 2, duplicateCount: 1, afterFinalCount });
    expect(acme.statement('2025-03').usageAmount).toBe(100);
  });

  test('are not counted while it can still be calculated again', () => {
    const acme = new TestAccount();
    acme.bill('2025-03', 100);
    expect(acme.record({}).afterFinalCount).toBe(0);
    acme.put('2025-03', 'CANCELLED');
    expect(acme.record({}).afterFinalCount).toBe(1);
  });
});

describe('deleting one reading', () => {
  const deleting = (meterId: string) => ({ type: 'deleteReading', meterId }) as const;

  test('takes it back, and frees its event id', () => {
    const acme = new TestAccount();
    const [, meterId = ''] = acme.record({ volume: 2 }, { volume: 5, eventId: 'e-1' }).meterIds;
    acme.bill('2025-03', 10);
    const { reading } = acme.do(deleting(meterId));
    expect(reading).toMatchObject({ meterId, volume: '5', eventId: 'e-1' });
    expect(stored(acme).map(({ volume }) => volume)).toEqual(['2', '10']);
    expect(acme.calculate('2025-03').usageAmount).toBe(12);
    expect(acme.record({ eventId: 'e-1' }).acceptedCount).toBe(1);
  });

  test('that the account lacks, or lacks by now, is refused', () => {
    const acme = new TestAccount();
    const [meterId = ''] = acme.record({}).meterIds;
    acme.do(deleting(meterId));
    expect(acme.refusal(deleting(meterId)).code).toBe('NOT_FOUND');
    expect(acme.refusal(deleting('meter-9')).message).toBe('The account has no reading meter-9.');
  });

  test.each([
    ['kr', '2025-03-31T14:59:59Z', '2025-03-31T15:00:00Z'],
    ['us', '2025-04-01T03:59:59Z', '2025-04-01T04:00:00Z'],
  ])('of a month of %s whose statement is final is refused', (member, march, april) => {
    const acme = new TestAccount({ member: memberNamed(member) });
    const [ofMarch = '', ofApril = ''] = acme.record({ timestamp: march }, { timestamp: april }).meterIds;
    acme.bill('2025-03', 100);
    acme.pay('2025-03');
    const before = seen(acme.account);
    const refusal = acme.refusal(deleting(ofMarch));
    expect(refusal.code).toBe('STATEMENT_FINALIZED');
    expect(refusal.message).toBe(
      'The statement of 2025-03 is final: its payment is PAID. Only READY, REGISTERED and FAILED months can change.',
    );
    expect(refusal.details).toEqual([
      { path: '/meterId', message: 'must be a reading of a month whose statement is not final' },
    ]);
    expect(seen(acme.account)).toEqual(before);
    expect(acme.do(deleting(ofApril)).reading.meterId).toBe(ofApril);
  });
});

describe('the type of a counter', () => {
  test('is that of its first reading in the account, in every project and month', () => {
    const acme = new TestAccount();
    acme.record({ counterType: 'GAUGE' });
    expect(acme.account.readings.typeOf('test.units')).toBe('GAUGE');
    expect(acme.account.readings.typeOf('test.other')).toBeUndefined();
    const elsewhere = { projectId: 'p-z', timestamp: '2020-01-01T00:00:00Z', counterType: 'CUMULATIVE' } as const;
    const refusal = acme.refusal(recording(elsewhere));
    expect(refusal.code).toBe('COUNTER_TYPE_CONFLICT');
    expect(refusal.details).toEqual([
      { path: '/readings/0/counterType', message: "must be GAUGE, as in the counter's other readings" },
    ]);
  });

  test('holds within a batch', () => {
    const refusal = new TestAccount().refusal(
      recording({ counterName: 'a' }, { counterName: 'a', counterType: 'GAUGE' }),
    );
    expect(refusal.details.map(({ path }) => path)).toEqual(['/readings/1/counterType']);
  });

  test('is forgotten with the last of its readings', () => {
    const acme = new TestAccount();
    acme.record({ counterType: 'GAUGE' }, { counterType: 'GAUGE', timestamp: '2025-04-10T00:00:00Z' });
    acme.do({ type: 'deleteReadings', to: '2025-03-31' });
    expect(acme.refusal(recording({})).code).toBe('COUNTER_TYPE_CONFLICT');
    acme.do({ type: 'deleteReadings' });
    expect(acme.record({}).acceptedCount).toBe(1);
  });
});

describe('the unit of a reading', () => {
  const underContract = (monthFrom: string, member = 'etc') => {
    const acme = new TestAccount({ member: memberNamed(member) });
    const pricing = { model: 'FLAT', unit: 'GB', unitPrice: '1' } as const;
    const terms = { prices: [{ counterName: 'test.units', pricing }] };
    const { contractId } = acme.do({ type: 'createContract', name: 'By volume', terms }).contract;
    acme.do({ type: 'assignContract', contractId, billingGroupId: 'bg-acme', monthFrom });
    return acme;
  };

  test('must convert to the unit of the price in force in its month', () => {
    const acme = underContract('2025-04');
    expect(acme.record({ unit: 'HOURS' }).acceptedCount).toBe(1);
    const april = { unit: 'HOURS', timestamp: '2025-04-10T00:00:00Z' };
    const refusal = acme.refusal(recording({ unit: 'HOURS' }, april));
    expect(refusal.code).toBe('UNIT_MISMATCH');
    expect(refusal.details).toEqual([
      { path: '/readings/1/unit', message: 'must convert to GB, in which test.units is priced' },
    ]);
  });

  test.each([
    ['kr', '2025-03-31T14:59:59Z', '2025-03-31T15:00:00Z'],
    ['us', '2025-04-01T03:59:59Z', '2025-04-01T04:00:00Z'],
    ['etc', '2025-03-31T23:59:59Z', '2025-04-01T00:00:00Z'],
  ])('is judged by the month of %s', (member, march, april) => {
    const acme = underContract('2025-04', member);
    expect(acme.record({ unit: 'HOURS', timestamp: march }).acceptedCount).toBe(1);
    expect(acme.refusal(recording({ unit: 'HOURS', timestamp: april })).code).toBe('UNIT_MISMATCH');
  });

  test('that no price asks for any more is judged again at calculation', () => {
    const acme = underContract('2025-05');
    acme.record({ unit: 'HOURS' });
    const [contract] = acme.account.contracts.keys();
    const assign = { type: 'assignContract', billingGroupId: 'bg-acme', monthFrom: '2025-03' } as const;
    acme.do({ ...assign, contractId: contract ?? '' });
    expect(acme.refusal({ type: 'calculate', month: '2025-03' }).code).toBe('UNIT_MISMATCH');
  });
});

describe('deleting readings', () => {
  const projects = [
    { projectId: 'p-1', appKeys: ['key-1', 'key-2'] },
    { projectId: 'p-2', appKeys: ['key-3'] },
  ];

  const recorded = () => {
    const acme = new TestAccount({ member: memberNamed('kr'), projects });
    const { projectId: _, ...reading } = aReading();
    const sent = [
      { ...reading, appKey: 'key-1', timestamp: '2025-03-09T14:59:59.999Z' }, // 9 March in Seoul
      { ...reading, appKey: 'key-2', timestamp: '2025-03-09T15:00:00Z' }, // 10 March
      { ...reading, projectId: 'p-1', timestamp: '2025-03-10T14:59:59.999999999Z' }, // 10 March
      { ...reading, appKey: 'key-3', timestamp: '2025-03-10T15:00:00Z' }, // 11 March
      { ...reading, timestamp: '2025-03-15T00:00:00Z' }, // the reading is of project default
    ];
    acme.do({ type: 'recordReadings', readings: sent });
    return acme;
  };

  test.each([
    ['all of them', {}, ''],
    ['none by no app key', { appKeys: [] }, '1 2 3 4 5'],
    // The third one came without an app key; it is of the project that key-1 and key-2 belong to.
    ['by app key', { appKeys: ['key-1'] }, '2 4 5'],
    ['by several app keys', { appKeys: ['key-1', 'key-3'] }, '2 5'],
    ['by an app key that is the name of a project', { appKeys: ['default'] }, '1 2 3 4'],
    ['by an unknown app key', { appKeys: ['key-9'] }, '1 2 3 4 5'],
    ['from a date', { from: '2025-03-10' }, '1'],
    ['to a date', { to: '2025-03-10' }, '4 5'],
    ['of one date', { from: '2025-03-10', to: '2025-03-10' }, '1 4 5'],
    ['by app key and date', { appKeys: ['key-1'], to: '2025-03-09' }, '2 3 4 5'],
  ])('deletes %s', (_, which, left) => {
    const acme = recorded();
    const { deletedCount } = acme.do({ type: 'deleteReadings', ...which });
    const ids = stored(acme).map(({ meterId }) => meterId.replace('meter-acme-', ''));
    expect(ids.join(' ')).toBe(left);
    expect(deletedCount).toBe(5 - ids.length);
    expect(acme.account.readings.size).toBe(ids.length);
  });

  test('writes nothing when there is nothing to delete', () => {
    const { events, answer } = recorded().decide({ type: 'deleteReadings', from: '2026-01-01' });
    expect([events, answer]).toEqual([[], { deletedCount: 0 }]);
  });

  test.each([
    ['kr', '9999-12-31'],
    ['us', '9999-12-31'],
    ['etc', '9999-12-31'],
    ['etc', '9999-12-30'],
  ])('of %s deletes all of them to %s', (member, to) => {
    const acme = new TestAccount({ member: memberNamed(member) });
    acme.record({ timestamp: '1970-01-01T00:00:00Z' }, { timestamp: '9998-12-31T23:59:59.999Z' });
    expect(acme.do({ type: 'deleteReadings', from: '0001-01-01', to }).deletedCount).toBe(2);
  });

  test.each([
    ['/from', { from: '2025-02-30' }],
    ['/to', { to: '2025-3-1' }],
    ['/to', { from: '2025-03-10', to: '2025-03-09' }],
  ])('is refused for a wrong %s', (path, dates) => {
    const refusal = recorded().refusal({ type: 'deleteReadings', ...dates });
    expect([refusal.code, refusal.details.map((detail) => detail.path)]).toEqual(['VALIDATION_ERROR', [path]]);
  });

  test('takes them off the bill of a month that is calculated again, and of no other', () => {
    const acme = new TestAccount();
    acme.bill('2025-02', 100);
    acme.bill('2025-03', 200);
    acme.do({ type: 'deleteReadings' });
    expect(acme.statement('2025-02').usageAmount).toBe(100);
    expect(acme.calculate('2025-03').usageAmount).toBe(0);
  });
});

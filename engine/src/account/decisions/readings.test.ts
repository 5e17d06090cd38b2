import { describe, expect, test } from 'vitest';
import { aReading, Life, memberNamed, seen } from '../../../test/account-life.ts';
import type { NewReading } from '../../index.ts';

const recording = (...readings: Partial<NewReading>[]) =>
  ({ type: 'recordReadings', readings: readings.map(aReading) }) as const;

const stored = (life: Life) => [...life.account.readings.all()];

describe('a batch of readings', () => {
  test('is recorded in the order of receipt, each with an id', () => {
    const life = new Life();
    expect(life.record({ volume: '1' }, { volume: '2' })).toEqual({
      meterIds: ['meter-acme-1', 'meter-acme-2'],
      acceptedCount: 2,
      duplicateCount: 0,
      afterFinalCount: 0,
    });
    expect(life.record({ volume: '3' }).meterIds).toEqual(['meter-acme-3']);
    expect(stored(life).map(({ meterId, volume }) => [meterId, volume])).toEqual([
      ['meter-acme-1', '1'],
      ['meter-acme-2', '2'],
      ['meter-acme-3', '3'],
    ]);
    expect(life.account.readings.size).toBe(3);
  });

  test('may be empty', () => {
    const { events, answer } = new Life().decide(recording());
    expect(events).toEqual([]);
    expect(answer).toEqual({ meterIds: [], acceptedCount: 0, duplicateCount: 0, afterFinalCount: 0 });
  });

  test('keeps what was told of a reading, its time as an instant and its volume as a decimal string', () => {
    const life = new Life();
    const told = { resourceId: 'r', eventId: 'e', resourceName: 'web-1', parentResourceId: 'cluster', source: 'agent' };
    const [meterId = ''] = life.record({ ...told, timestamp: '2025-03-10T09:00:00.5+09:00', volume: 1e-7 }).meterIds;
    expect(life.account.readings.get(meterId)).toEqual({
      ...aReading(told),
      meterId,
      timestamp: '2025-03-10T00:00:00.500000000Z',
      volume: '0.0000001',
    });
    expect(life.account.readings.get('meter-acme-9')).toBeUndefined();
  });

  test('is dated now where a reading has no timestamp', () => {
    const life = new Life();
    const { timestamp: _, ...reading } = aReading();
    life.do({ type: 'recordReadings', readings: [reading] });
    expect(stored(life)[0]?.timestamp).toBe(life.now);
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
    const life = new Life({ projects: [{ projectId: 'p-1', appKeys: ['key-1', 'key-2'] }] });
    const { projectId: __, ...reading } = aReading();
    const named = { ...(projectId !== undefined && { projectId }), ...(appKey !== undefined && { appKey }) };
    life.do({ type: 'recordReadings', readings: [{ ...reading, ...named }] });
    expect(stored(life)[0]?.projectId).toBe(expected);
    expect([...life.account.projects.keys()]).toEqual(expected === 'p-1' ? ['p-1'] : ['p-1', expected]);
  });

  test('joins the account once', () => {
    const life = new Life();
    life.record({ projectId: 'p-a' }, { projectId: 'p-b' }, { projectId: 'p-a' });
    const again = life.decide(recording({ projectId: 'p-b' }));
    expect([...life.account.projects.keys()]).toEqual(['p-a', 'p-b']);
    expect(again.events.map(({ type }) => type)).not.toContain('projectJoined');
  });
});

describe('a repeated event id', () => {
  test('within a batch is counted once: the first reading stays', () => {
    const life = new Life();
    const answer = life.record({ eventId: 'e-1', volume: 5 }, { eventId: 'e-1', volume: 7 }, { volume: 1 });
    expect(answer).toEqual({
      meterIds: ['meter-acme-1', 'meter-acme-1', 'meter-acme-2'],
      acceptedCount: 2,
      duplicateCount: 1,
      afterFinalCount: 0,
    });
    expect(life.calculate('2025-03').usageAmount).toBe(6);
    expect(life.account.readings.ofEvent('e-1')?.volume).toBe('5');
  });

  test('across batches, projects and months is counted once', () => {
    const life = new Life();
    life.record({ eventId: 'e-1', volume: 5 });
    const again = { eventId: 'e-1', volume: 7, projectId: 'p-z', timestamp: '2025-04-10T00:00:00Z' };
    const { events, answer } = life.decide(recording(again));
    expect(answer).toMatchObject({ meterIds: ['meter-acme-1'], acceptedCount: 0, duplicateCount: 1 });
    expect(events).toEqual([]);
  });

  test('is counted before its type and unit are looked at: sending it again changes nothing', () => {
    const life = new Life();
    const sent = { eventId: 'e-1', counterName: 'compute.c2.c8m8', unit: 'HOURS' };
    life.record(sent);
    const pricing = { model: 'FLAT', unit: 'GB', unitPrice: '1' } as const;
    const terms = { prices: [{ counterName: 'compute.c2.c8m8', pricing }] };
    const otherwise = { name: 'By size', terms };
    life.do({ type: 'assignContract', contractId: 'c', billingGroupId: 'bg-acme', monthFrom: '2025-01', otherwise });
    expect(life.record(sent, { ...sent, counterType: 'GAUGE' })).toMatchObject({ acceptedCount: 0, duplicateCount: 2 });
    expect(life.refusal(recording({ ...sent, eventId: 'e-2' })).code).toBe('UNIT_MISMATCH');
  });

  test('readings without one are never duplicates', () => {
    expect(new Life().record({}, {}).acceptedCount).toBe(2);
  });

  test('of another account is another event', () => {
    const [one, other] = [new Life({ uuid: 'one' }), new Life({ uuid: 'other' })];
    one.record({ eventId: 'e-1' });
    expect(other.record({ eventId: 'e-1' })).toMatchObject({ meterIds: ['meter-other-1'], acceptedCount: 1 });
  });

  test('is free again once its reading is deleted', () => {
    const life = new Life();
    life.record({ eventId: 'e-1', volume: 5 });
    life.do({ type: 'deleteReadings' });
    expect(life.record({ eventId: 'e-1', volume: 7 }).acceptedCount).toBe(1);
    expect(life.account.readings.ofEvent('e-1')?.volume).toBe('7');
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
    const life = new Life();
    life.record({ eventId: 'e-0' });
    const before = seen(life.account);
    const refusal = life.refusal(recording({ projectId: 'p-new' }, wrong, { eventId: 'e-1' }));
    expect([refusal.code, refusal.details.map((detail) => detail.path)]).toEqual([code, [path]]);
    expect(seen(life.account)).toEqual(before);
  });

  test('and names 50 fields of all that are wrong, and how many more there are', () => {
    const refusal = new Life().refusal(recording(...Array.from({ length: 60 }, () => ({ volume: 'x', unit: '' }))));
    expect(refusal.details).toHaveLength(50);
    expect(refusal.details.at(-1)?.path).toBe('/readings/24/volume');
    expect(refusal.message).toBe(
      'The readings were not recorded: /readings/0/unit must be a string that is not empty (and 119 more).',
    );
  });

  test('and all that is wrong in it is told', () => {
    const { details } = new Life().refusal(recording({ volume: 'x' }, {}, { unit: '', timestamp: 'now' }));
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
    const life = new Life({ member: memberNamed(member) });
    life.bill('2025-03', 100);
    life.record({ eventId: 'e-1' });
    life.pay('2025-03');
    const answer = life.record({ timestamp }, { timestamp: '2025-05-10T00:00:00Z' }, { eventId: 'e-1' });
    expect(answer).toMatchObject({ acceptedCount: 2, duplicateCount: 1, afterFinalCount });
    expect(life.statement('2025-03').usageAmount).toBe(100);
  });

  test('are not counted while it can still be calculated again', () => {
    const life = new Life();
    life.bill('2025-03', 100);
    expect(life.record({}).afterFinalCount).toBe(0);
    life.put('2025-03', 'CANCELLED');
    expect(life.record({}).afterFinalCount).toBe(1);
  });
});

describe('deleting one reading', () => {
  const deleting = (meterId: string) => ({ type: 'deleteReading', meterId }) as const;

  test('takes it back, and frees its event id', () => {
    const life = new Life();
    const [, meterId = ''] = life.record({ volume: 2 }, { volume: 5, eventId: 'e-1' }).meterIds;
    life.bill('2025-03', 10);
    const { reading } = life.do(deleting(meterId));
    expect(reading).toMatchObject({ meterId, volume: '5', eventId: 'e-1' });
    expect(stored(life).map(({ volume }) => volume)).toEqual(['2', '10']);
    expect(life.calculate('2025-03').usageAmount).toBe(12);
    expect(life.record({ eventId: 'e-1' }).acceptedCount).toBe(1);
  });

  test('that the account lacks, or lacks by now, is refused', () => {
    const life = new Life();
    const [meterId = ''] = life.record({}).meterIds;
    life.do(deleting(meterId));
    expect(life.refusal(deleting(meterId)).code).toBe('NOT_FOUND');
    expect(life.refusal(deleting('meter-9')).message).toBe('The account has no reading meter-9.');
  });

  test.each([
    ['kr', '2025-03-31T14:59:59Z', '2025-03-31T15:00:00Z'],
    ['us', '2025-04-01T03:59:59Z', '2025-04-01T04:00:00Z'],
  ])('of a month of %s whose statement is final is refused', (member, march, april) => {
    const life = new Life({ member: memberNamed(member) });
    const [ofMarch = '', ofApril = ''] = life.record({ timestamp: march }, { timestamp: april }).meterIds;
    life.bill('2025-03', 100);
    life.pay('2025-03');
    const before = seen(life.account);
    const refusal = life.refusal(deleting(ofMarch));
    expect(refusal.code).toBe('STATEMENT_FINALIZED');
    expect(refusal.message).toBe(
      'The statement of 2025-03 is final: its payment is PAID. Only READY, REGISTERED and FAILED months can change.',
    );
    expect(refusal.details).toEqual([
      { path: '/meterId', message: 'must be a reading of a month whose statement is not final' },
    ]);
    expect(seen(life.account)).toEqual(before);
    expect(life.do(deleting(ofApril)).reading.meterId).toBe(ofApril);
  });
});

describe('the type of a counter', () => {
  test('is that of its first reading in the account, in every project and month', () => {
    const life = new Life();
    life.record({ counterType: 'GAUGE' });
    expect(life.account.readings.typeOf('test.units')).toBe('GAUGE');
    expect(life.account.readings.typeOf('test.other')).toBeUndefined();
    const elsewhere = { projectId: 'p-z', timestamp: '2020-01-01T00:00:00Z', counterType: 'CUMULATIVE' } as const;
    const refusal = life.refusal(recording(elsewhere));
    expect(refusal.code).toBe('COUNTER_TYPE_CONFLICT');
    expect(refusal.details).toEqual([
      { path: '/readings/0/counterType', message: "must be GAUGE, as in the counter's other readings" },
    ]);
  });

  test('holds within a batch', () => {
    const refusal = new Life().refusal(recording({ counterName: 'a' }, { counterName: 'a', counterType: 'GAUGE' }));
    expect(refusal.details.map(({ path }) => path)).toEqual(['/readings/1/counterType']);
  });

  test('is forgotten with the last of its readings', () => {
    const life = new Life();
    life.record({ counterType: 'GAUGE' }, { counterType: 'GAUGE', timestamp: '2025-04-10T00:00:00Z' });
    life.do({ type: 'deleteReadings', to: '2025-03-31' });
    expect(life.refusal(recording({})).code).toBe('COUNTER_TYPE_CONFLICT');
    life.do({ type: 'deleteReadings' });
    expect(life.record({}).acceptedCount).toBe(1);
  });
});

describe('the unit of a reading', () => {
  const underContract = (monthFrom: string, member = 'etc') => {
    const life = new Life({ member: memberNamed(member) });
    const pricing = { model: 'FLAT', unit: 'GB', unitPrice: '1' } as const;
    const terms = { prices: [{ counterName: 'test.units', pricing }] };
    const { contractId } = life.do({ type: 'createContract', name: 'By volume', terms }).contract;
    life.do({ type: 'assignContract', contractId, billingGroupId: 'bg-acme', monthFrom });
    return life;
  };

  test('must convert to the unit of the price in force in its month', () => {
    const life = underContract('2025-04');
    expect(life.record({ unit: 'HOURS' }).acceptedCount).toBe(1);
    const april = { unit: 'HOURS', timestamp: '2025-04-10T00:00:00Z' };
    const refusal = life.refusal(recording({ unit: 'HOURS' }, april));
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
    const life = underContract('2025-04', member);
    expect(life.record({ unit: 'HOURS', timestamp: march }).acceptedCount).toBe(1);
    expect(life.refusal(recording({ unit: 'HOURS', timestamp: april })).code).toBe('UNIT_MISMATCH');
  });

  test('that no price asks for any more is judged again at calculation', () => {
    const life = underContract('2025-05');
    life.record({ unit: 'HOURS' });
    const [contract] = life.account.contracts.keys();
    const assign = { type: 'assignContract', billingGroupId: 'bg-acme', monthFrom: '2025-03' } as const;
    life.do({ ...assign, contractId: contract ?? '' });
    expect(life.refusal({ type: 'calculate', month: '2025-03' }).code).toBe('UNIT_MISMATCH');
  });
});

describe('deleting readings', () => {
  const projects = [
    { projectId: 'p-1', appKeys: ['key-1', 'key-2'] },
    { projectId: 'p-2', appKeys: ['key-3'] },
  ];

  const recorded = () => {
    const life = new Life({ member: memberNamed('kr'), projects });
    const { projectId: _, ...reading } = aReading();
    const sent = [
      { ...reading, appKey: 'key-1', timestamp: '2025-03-09T14:59:59.999Z' }, // 9 March in Seoul
      { ...reading, appKey: 'key-2', timestamp: '2025-03-09T15:00:00Z' }, // 10 March
      { ...reading, projectId: 'p-1', timestamp: '2025-03-10T14:59:59.999999999Z' }, // 10 March
      { ...reading, appKey: 'key-3', timestamp: '2025-03-10T15:00:00Z' }, // 11 March
      { ...reading, timestamp: '2025-03-15T00:00:00Z' }, // of project default
    ];
    life.do({ type: 'recordReadings', readings: sent });
    return life;
  };

  test.each([
    ['all of them', {}, ''],
    ['none by no app key', { appKeys: [] }, '1 2 3 4 5'],
    // the third one came without an app key, of the project that key-1 and key-2 belong to
    ['by app key', { appKeys: ['key-1'] }, '2 4 5'],
    ['by several app keys', { appKeys: ['key-1', 'key-3'] }, '2 5'],
    ['by an app key that is the name of a project', { appKeys: ['default'] }, '1 2 3 4'],
    ['by an unknown app key', { appKeys: ['key-9'] }, '1 2 3 4 5'],
    ['from a date', { from: '2025-03-10' }, '1'],
    ['to a date', { to: '2025-03-10' }, '4 5'],
    ['of one date', { from: '2025-03-10', to: '2025-03-10' }, '1 4 5'],
    ['by app key and date', { appKeys: ['key-1'], to: '2025-03-09' }, '2 3 4 5'],
  ])('deletes %s', (_, which, left) => {
    const life = recorded();
    const { deletedCount } = life.do({ type: 'deleteReadings', ...which });
    const ids = stored(life).map(({ meterId }) => meterId.replace('meter-acme-', ''));
    expect(ids.join(' ')).toBe(left);
    expect(deletedCount).toBe(5 - ids.length);
    expect(life.account.readings.size).toBe(ids.length);
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
    const life = new Life({ member: memberNamed(member) });
    life.record({ timestamp: '1970-01-01T00:00:00Z' }, { timestamp: '9998-12-31T23:59:59.999Z' });
    expect(life.do({ type: 'deleteReadings', from: '0001-01-01', to }).deletedCount).toBe(2);
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
    const life = new Life();
    life.bill('2025-02', 100);
    life.bill('2025-03', 200);
    life.do({ type: 'deleteReadings' });
    expect(life.statement('2025-02').usageAmount).toBe(100);
    expect(life.calculate('2025-03').usageAmount).toBe(0);
  });
});

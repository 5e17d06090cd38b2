import { describe, expect, test } from 'vitest';
import { anAdjustment, seen, TestAccount } from '../../../test/test-account.ts';
import type { NewAdjustment } from '../../index.ts';

describe('adding an adjustment', () => {
  test('makes its id, the default priority and no description', () => {
    const acme = new TestAccount();
    const { adjustment } = acme.do(anAdjustment());
    expect(adjustment).toEqual({
      adjustmentId: 'adj-acme-1',
      level: 'BILLING_GROUP',
      targetId: 'bg-acme',
      type: 'FIXED_SURCHARGE',
      value: '1000',
      monthFrom: '2025-01',
      priority: 100,
      descriptions: [],
    });
    expect([...acme.account.adjustments]).toEqual([['adj-acme-1', adjustment]]);
  });

  test('keeps an id that it comes with', () => {
    const acme = new TestAccount();
    expect(acme.adjust({ adjustmentId: 'adj-waiting-7' })).toBe('adj-waiting-7');
    expect(acme.account.sequence).toBe(0);
  });

  test('prints the first of its descriptions', () => {
    const acme = new TestAccount();
    const descriptions = [
      { locale: 'ko', message: '봄' },
      { locale: 'en', message: 'Spring' },
    ];
    acme.adjust({ descriptions });
    expect(acme.calculate('2025-03').appliedAdjustments[0]?.description).toBe('봄');
    expect(acme.account.adjustments.get('adj-acme-1')?.descriptions).toEqual(descriptions);
  });

  test('of an unknown project makes it join, by an unknown name of the billing group names it', () => {
    const acme = new TestAccount();
    acme.adjust({ level: 'PROJECT', targetId: 'p-new' });
    acme.adjust({ level: 'PROJECT', targetId: 'p-new' });
    acme.adjust({ targetId: 'bg-other' });
    expect([...acme.account.projects.values()]).toEqual([{ projectId: 'p-new', appKeys: [] }]);
    expect([...acme.account.billingGroupNames]).toEqual(['bg-acme', 'bg-other']);
    expect(acme.calculate('2025-03').adjustmentTotal).toBe(3_000);
  });

  test('orders by priority and creation', () => {
    const acme = new TestAccount();
    const ids = [{ priority: 101 }, {}, { priority: 99 }, { priority: 100 }].map((fields) => acme.adjust(fields));
    const applied = acme.calculate('2025-03').appliedAdjustments.map(({ adjustmentId }) => adjustmentId);
    expect(applied).toEqual([ids[2], ids[1], ids[3], ids[0]]);
  });

  test.each<[string, Partial<NewAdjustment>]>([
    ['/adjustment/targetId', { targetId: '' }],
    ['/adjustment/value', { value: '1000000000001' }],
    ['/adjustment/value', { value: '0.5' }],
    ['/adjustment/value', { type: 'RATE_DISCOUNT', value: '100.1' }],
    ['/adjustment/priority', { priority: 0.5 }],
    ['/adjustment/monthTo', { monthTo: '2024-12' }],
    ['/adjustment/type', { type: JSON.parse('"RATE"'), value: '10' }],
  ])('is refused for its %s', (path, fields) => {
    const acme = new TestAccount();
    const before = seen(acme.account);
    const refusal = acme.refusal(anAdjustment(fields));
    expect([refusal.code, refusal.details.map((detail) => detail.path)]).toEqual(['VALIDATION_ERROR', [path]]);
    expect(seen(acme.account)).toEqual(before);
  });

  test('is refused without a month from', () => {
    const { monthFrom: _, ...adjustment } = anAdjustment().adjustment;
    const refusal = new TestAccount().refusal({
      type: 'addAdjustment',
      adjustment: JSON.parse(JSON.stringify(adjustment)),
    });
    expect(refusal.details.map(({ path }) => path)).toEqual(['/adjustment/monthFrom']);
  });
});

describe('deleting adjustments', () => {
  test('takes them off the next calculation', () => {
    const acme = new TestAccount();
    const [first = '', second = '', third = ''] = [1, 10, 100].map((value) => acme.adjust({ value }));
    expect(acme.calculate('2025-03').charge).toBe(111);
    expect(acme.do({ type: 'deleteAdjustments', adjustmentIds: [third, first, third] })).toEqual({ deletedCount: 2 });
    expect(acme.statement('2025-03').charge).toBe(111);
    expect(acme.calculate('2025-03').charge).toBe(10);
    expect([...acme.account.adjustments.keys()]).toEqual([second]);
  });

  test('deletes none when one of them is unknown', () => {
    const acme = new TestAccount();
    const known = acme.adjust({});
    const refusal = acme.refusal({ type: 'deleteAdjustments', adjustmentIds: [known, 'adj-9'] });
    expect([refusal.code, acme.account.adjustments.size]).toEqual(['NOT_FOUND', 1]);
  });
});

test('an adjustment does not take the id of another', () => {
  const acme = new TestAccount();
  const adjustmentId = acme.adjust({});
  const before = seen(acme.account);
  expect(acme.refusal(anAdjustment({ adjustmentId })).code).toBe('ALREADY_EXISTS');
  expect(seen(acme.account)).toEqual(before);
});

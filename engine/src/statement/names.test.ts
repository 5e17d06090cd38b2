import { expect, test } from 'vitest';
import { bill, pricedAt, reading } from '../../test/bills.ts';
import { TestAccount } from '../../test/test-account.ts';

/** Names that plain objects inherit: as names of a customer's things they are names like any other. */
const names = ['__proto__', 'constructor', 'hasOwnProperty', 'prototype', 'toString', 'valueOf'];

test.each(names)('a counter %s is priced by the book', (counterName) => {
  const [line] = bill({ readings: [reading({ counterName, volume: 3 })] }).lineItems;
  expect(line).toMatchObject({ counterName, amount: 300 });
});

test.each(names)('a counter %s is priced by its contract price, others are not', (counterName) => {
  const contracts = pricedAt({ model: 'FLAT', unitPrice: '7' }, counterName);
  const readings = names.map((name) => reading({ counterName: name }));
  const lines = bill({ readings, contracts }).lineItems.map((line) => [line.counterName, line.amount]);
  expect(lines).toEqual(names.map((name) => [name, name === counterName ? 7 : 100]));
});

test('projects of such names have their lines and adjustments, in code-unit order', () => {
  const readings = names.toReversed().map((projectId) => reading({ projectId, volume: 10 }));
  const adjustments = names.map((targetId) => ({
    adjustmentId: `on ${targetId}`,
    level: 'PROJECT' as const,
    targetId,
    type: 'RATE_DISCOUNT' as const,
    value: 10,
  }));
  const statement = bill({ readings, adjustments });
  expect(statement.lineItems.map(({ projectId, amount }) => [projectId, amount])).toEqual(
    names.map((name) => [name, 10]),
  );
  expect(statement.appliedAdjustments.map(({ targetId, amount }) => [targetId, amount])).toEqual(
    names.map((name) => [name, -1]),
  );
});

test.each(['GAUGE', 'CUMULATIVE'] as const)('resources of such names are resources of a %s counter', (counterType) => {
  const readings = names.map((resourceId, n) => reading({ counterType, resourceId, volume: 10 ** n }));
  expect(bill({ readings }).lineItems[0]?.quantity).toBe('111111');
});

test.each(names)(
  'an account takes %s for a project, app key, counter, resource, event, adjustment and contract',
  (name) => {
    const acme = new TestAccount({ uuid: name });
    acme.record({
      projectId: name,
      counterName: name,
      counterType: 'CUMULATIVE',
      resourceId: name,
      eventId: name,
      volume: 3,
    });
    const again = acme.record({ projectId: name, counterName: name, counterType: 'CUMULATIVE', eventId: name });
    expect(again.duplicateCount).toBe(1);
    expect([...acme.account.projects.keys()]).toEqual([name]);
    expect(acme.account.readings.typeOf(name)).toBe('CUMULATIVE');
    expect(new TestAccount().account.readings.typeOf(name)).toBeUndefined();

    const pricing = { model: 'FLAT', unitPrice: '2' } as const;
    const terms = { prices: [{ counterName: name, pricing }] };
    acme.do({
      type: 'assignContract',
      contractId: name,
      billingGroupId: name,
      monthFrom: '2025-03',
      otherwise: { name, terms },
    });
    acme.adjust({ adjustmentId: name, level: 'PROJECT', targetId: name, type: 'FIXED_DISCOUNT', value: 1 });
    // 3 × 2 − 1
    expect(acme.calculate('2025-03').totalAmount).toBe(5);
  },
);

import { expect, test } from '@billing-testkit/sdk/vitest';

const seats = {
  counterName: 'support.seat',
  counterUnit: 'COUNT',
  counterVolume: 5,
  timestamp: '2025-03-10T00:00:00Z',
};

test('a bill is right', async ({ billing }) => {
  await billing.meters.create({ ...seats, projectId: 'web' });
  await billing.calculations.run({ month: '2025-03' });
  const [statement] = (await billing.statements.get('2025-03')).statements;
  expect(statement).toFoot();
  expect(statement).toMatchBill({ currency: 'KRW', totalAmount: 33_000 });
});

test('a bill is wrong', async ({ billing, requests }) => {
  await billing.meters.create({ ...seats, projectId: 'web' });
  await billing.calculations.run({ month: '2025-03' });
  expect(await requests.verify({ operationId: 'calculateStatement' })).toMatchObject({ isVerified: true });
  const [statement] = (await billing.statements.get('2025-03')).statements;
  expect(statement).toMatchBill({ lineItems: [{ amount: 29_999 }] });
});

const japanese = test.extend({ member: 'jp' });

japanese('another member bills in its own currency', async ({ billing, faults }) => {
  await faults.add({ operationId: 'getStatements', status: 503, times: 1 });
  await billing.calculations.run({ month: '2025-03' });
  const [statement] = (await billing.statements.get('2025-03')).statements;
  expect(statement).toMatchBill({ currency: 'JPY', totalAmount: 0 });
});

test('three months end in a late fee, and each step is told', async ({ billing, clock, webhooks }) => {
  await clock.set('2025-01-20T00:00:00+09:00');
  await billing.meters.create({ counterName: 'test.calls', counterUnit: 'COUNT', counterVolume: 1_000 });
  const { timeline } = await clock.advance({ by: 'P3M' });
  expect(timeline.map(({ kind }) => kind)).toEqual(['statement.calculated', 'statement.overdue']);
  const overdue = await webhooks.next('statement.overdue');
  expect(overdue.data).toMatchObject({ month: '2025-01', amount: 1_100 });
  expect(await webhooks.received()).toHaveLength(2);
});

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

import { expect, test } from '@billing-testkit/sdk/vitest';

const calls = { counterName: 'test.calls', counterUnit: 'COUNT', counterVolume: 1_000 };

test('a test has an account, its clock, faults, requests and webhooks', async ({
  billing,
  clock,
  faults,
  requests,
  webhooks,
}) => {
  await clock.set('2025-01-20T00:00:00+09:00');
  await billing.meters.create(calls);
  await faults.add({ operationId: 'getStatements', status: 503, times: 1 });
  const { timeline } = await clock.advance({ by: 'P1M' });
  expect(timeline).toMatchObject([{ kind: 'statement.calculated', amount: 1_100 }]);
  const [statement] = (await billing.statements.get('2025-01')).statements;
  expect(statement).toFoot();
  expect(statement).toMatchBill({ lineItems: [{ amount: 1_000 }], totalAmount: 1_100 });
  expect(() => expect(statement).toMatchBill({ totalAmount: 1 })).toThrow('totalAmount: expected 1, got 1100');
  expect(await requests.verify({ operationId: 'getStatements', count: 2 })).toMatchObject({ isVerified: true });
  expect((await webhooks.next('statement.calculated')).data).toMatchObject({ month: '2025-01', amount: 1_100 });
});

const japanese = test.extend({ member: 'jp' });

japanese('another member has its own currency', async ({ billing }) => {
  await billing.calculations.run({ month: '2025-01' });
  expect((await billing.statements.get('2025-01')).statements[0]).toMatchBill({ currency: 'JPY' });
});

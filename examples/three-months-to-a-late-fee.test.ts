import { expect, test } from '@billing-testkit/sdk/vitest';

test('a month that nobody pays is carried into the next bill, with a late fee', async ({ billing, clock }) => {
  await clock.set('2025-01-20T00:00:00+09:00');
  const calls = { counterName: 'test.calls', counterUnit: 'COUNT', counterVolume: 1_000 };
  // A reading without a timestamp is of the time that the account's clock shows.
  await billing.meters.create(calls);

  const winter = await clock.advance({ to: '2025-03-10T00:00:00+09:00' });
  expect(winter.timeline).toMatchObject([{ kind: 'statement.calculated', month: '2025-01', amount: 1_100 }]);
  await billing.meters.create(calls);

  // January is due on 25 February, and overdue 30 days later.
  const spring = await clock.advance({ by: 'P1M' });
  expect(spring.timeline).toMatchObject([
    { at: '2025-03-26T15:00:00Z', kind: 'statement.overdue', month: '2025-01', amount: 1_100 },
    { at: '2025-03-31T15:00:00Z', kind: 'statement.calculated', month: '2025-03', amount: 2_255 },
  ]);

  const [march] = (await billing.statements.get('2025-03')).statements;
  expect(march).toFoot();
  expect(march).toMatchBill({ charge: 1_000, vat: 100, unpaidAmount: 1_100, lateFee: 55, totalAmount: 2_255 });
});

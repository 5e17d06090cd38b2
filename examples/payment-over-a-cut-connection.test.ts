import type { BillingClient } from '@billing-testkit/sdk';
import { expect, test } from '@billing-testkit/sdk/vitest';

/** The code under test: it pays a month, and sends a payment again when it does not know whether the first one arrived. */
async function payWithRetries(billing: BillingClient, month: string): Promise<number> {
  const { amount } = await billing.payments.pay(month, {}, { idempotencyKey: `bill-of-${month}` });
  return amount;
}

test('a payment whose answer is lost is made once', async ({ billing, faults, requests }) => {
  const seats = { counterName: 'support.seat', counterUnit: 'COUNT', counterVolume: 5 };
  await billing.meters.create({ ...seats, timestamp: '2025-03-10T09:00:00+09:00' });
  await billing.calculations.run({ month: '2025-03' });

  // The money is taken, and then the connection is cut before the answer.
  await faults.add({ operationId: 'pay', cut: 'reset', after: true, times: 1 });
  expect(await payWithRetries(billing, '2025-03')).toBe(33_000);

  const { requests: sent } = await requests.list({ operationId: 'pay' });
  expect(sent.map(({ cut, isReplayed }) => ({ cut, isReplayed }))).toEqual([
    { cut: 'reset', isReplayed: undefined },
    { cut: undefined, isReplayed: true },
  ]);
  const { payments } = await billing.payments.list();
  expect(payments).toMatchObject([{ month: '2025-03', amount: 33_000 }]);
  expect((await billing.statements.unpaid('2025-03')).totalUnpaid).toBe(0);
});

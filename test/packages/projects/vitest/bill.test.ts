import { startMockServer } from '@billing-testkit/mock-server';
import { BillingClient, isBillingApiError } from '@billing-testkit/sdk';
import { afterAll, expect, test } from 'vitest';

const server = await startMockServer({ port: 0 });
afterAll(() => server.close());

test('a month is billed', async () => {
  const client = new BillingClient({ baseUrl: server.url, uuid: 'acme' });
  const reading = { counterName: 'compute.c2.c8m8', counterUnit: 'HOURS', timestamp: '2025-03-10T09:00:00+09:00' };
  await client.meters.create({ ...reading, counterVolume: '100.5' });
  await client.calculations.run({ month: '2025-03' });
  const { statements } = await client.statements.get('2025-03');
  expect(statements[0]?.totalAmount).toBe(43_888);
});

test('a refusal is an error with a code', async () => {
  const error = await new BillingClient({ baseUrl: server.url, uuid: 'acme' }).contracts
    .get('none')
    .catch((thrown) => thrown);
  expect(isBillingApiError(error, 'NOT_FOUND')).toBe(true);
});

/** @jest-environment jsdom */
import { BillingClient } from '@billing-testkit/sdk';

test('the client for the web works in jsdom, which has no fetch', async () => {
  expect(typeof fetch).toBe('undefined');
  const client = new BillingClient({ baseUrl: process.env.BILLING_BASE_URL, uuid: 'acme' });
  const { totalItems } = await client.meters.list();
  expect(totalItems).toBe(0);
}, 60_000);

// @vitest-environment jsdom
import { startMockServer } from '@billing-testkit/mock-server';
import { BillingClient } from '@billing-testkit/sdk';
import { expect, test } from 'vitest';

test('the client works beside a document', async () => {
  expect(document.nodeType).toBe(9);
  const server = await startMockServer({ port: 0 });
  const { totalItems } = await new BillingClient({ baseUrl: server.url, uuid: 'acme' }).meters.list();
  expect(totalItems).toBe(0);
  await server.close();
});

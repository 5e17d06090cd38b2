const { startMockServer } = require('@billing-testkit/mock-server');
const { BillingClient } = require('@billing-testkit/sdk');

test('a server and a client are required', async () => {
  const server = await startMockServer({ port: 0 });
  const { totalItems } = await new BillingClient({ baseUrl: server.url, uuid: 'acme' }).meters.list();
  expect(totalItems).toBe(0);
  await server.close();
}, 60_000);

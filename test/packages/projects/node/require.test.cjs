const assert = require('node:assert/strict');
const { test } = require('node:test');
const { calculateStatement } = require('@billing-testkit/engine');
const { decide } = require('@billing-testkit/engine/account');
const { startMockServer } = require('@billing-testkit/mock-server');
const { smoke } = require('@billing-testkit/scenarios');
const { runMatrix } = require('@billing-testkit/scenarios/run');
const { BillingClient } = require('@billing-testkit/sdk');

test('what is required is what is imported', async () => {
  const server = await startMockServer({ port: 0 });
  const client = new BillingClient({ baseUrl: server.url, uuid: 'acme' });
  const { totalItems } = await client.meters.list();
  assert.equal(totalItems, 0);
  await server.close();
  for (const exported of [calculateStatement, decide, runMatrix]) assert.equal(typeof exported, 'function');
  assert.equal(typeof smoke, 'object');
  assert.equal(BillingClient, (await import('@billing-testkit/sdk')).BillingClient);
});

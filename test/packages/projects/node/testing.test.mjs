import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  assertFoots,
  assertMatchesBill,
  newWebhookReceiver,
  openBillingServer,
  withTestAccount,
} from '@billing-testkit/sdk/testing';

let server;
before(async () => {
  server = await openBillingServer();
});
after(() => server.close());

test('a test has an account, its clock and webhooks', async () => {
  await withTestAccount(server.url, async ({ client }) => {
    const { clock } = client.testControls;
    const webhooks = await newWebhookReceiver(client);
    await clock.set('2025-01-20T00:00:00+09:00');
    await client.meters.create({ counterName: 'test.calls', counterUnit: 'COUNT', counterVolume: 1_000 });
    await clock.advance({ by: 'P1M' });
    const [statement] = (await client.statements.get('2025-01')).statements;
    assertFoots(statement);
    assertMatchesBill(statement, { lineItems: [{ amount: 1_000 }], totalAmount: 1_100 });
    assert.equal((await webhooks.next('statement.calculated')).data.amount, 1_100);
    await webhooks.close();
  });
});

test('the requests of a test that fails are in its message', async () => {
  const failing = withTestAccount(server.url, () => assert.equal(1, 2));
  await assert.rejects(failing, /Requests of test-[\w-]+:\nPOST \/billing\/admin\/accounts/);
});

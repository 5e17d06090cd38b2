import { billMatchers, newWebhookReceiver, openBillingServer, withTestAccount } from '@billing-testkit/sdk/testing';

expect.extend(billMatchers);

let server;
beforeAll(async () => {
  // The server in the process of the test, although the global setup has started another one.
  delete process.env.BILLING_BASE_URL;
  server = await openBillingServer();
}, 60_000);
afterAll(() => server.close());

test('a test has an account, its clock and webhooks', async () => {
  await withTestAccount(server.url, async ({ client }) => {
    const { clock } = client.testControls;
    const webhooks = await newWebhookReceiver(client);
    await clock.set('2025-01-20T00:00:00+09:00');
    await client.meters.create({ counterName: 'test.calls', counterUnit: 'COUNT', counterVolume: 1_000 });
    await clock.advance({ by: 'P1M' });
    const [statement] = (await client.statements.get('2025-01')).statements;
    expect(statement).toFoot();
    expect(statement).toMatchBill({ lineItems: [{ amount: 1_000 }], totalAmount: 1_100 });
    expect(() => expect(statement).toMatchBill({ totalAmount: 1 })).toThrow('totalAmount: expected 1, got 1100');
    expect((await webhooks.next('statement.calculated')).data).toMatchObject({ month: '2025-01', amount: 1_100 });
    await webhooks.close();
  });
}, 60_000);

test('the requests of a test that fails are in its message', async () => {
  const failing = withTestAccount(server.url, () => expect(1).toBe(2));
  await expect(failing).rejects.toThrow(/Requests of test-[\w-]+:\nPOST \/billing\/admin\/accounts/);
}, 60_000);

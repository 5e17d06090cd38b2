import { startMockServer } from '@billing-testkit/mock-server';
import { BillingClient } from '@billing-testkit/sdk';

test('a month is billed by a server in the process of the test', async () => {
  const server = await startMockServer({ port: 0, logLevel: 'warn' });
  const client = new BillingClient({ baseUrl: server.url, uuid: 'acme' });
  const reading = { counterName: 'compute.c2.c8m8', counterUnit: 'HOURS', timestamp: '2025-03-10T09:00:00+09:00' };
  await client.meters.create({ ...reading, counterVolume: '100.5' });
  await client.calculations.run({ month: '2025-03' });
  const { statements } = await client.statements.get('2025-03');
  expect(statements[0].totalAmount).toBe(43_888);
  for (const page of ['/docs', '/metrics']) expect((await fetch(server.url + page)).status).toBe(200);
  await server.close();
}, 60_000);

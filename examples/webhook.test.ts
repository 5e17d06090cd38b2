import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Schema } from '@billing-testkit/sdk';
import { expect, test } from '@billing-testkit/sdk/vitest';
import { Webhook } from 'standardwebhooks';
import { onTestFinished } from 'vitest';

/** The code under test: a shop that notes what is paid, once, however often it is told. */
class Shop {
  secret = '';
  readonly paid: { readonly month: string | undefined; readonly amount: number }[] = [];
  readonly #handled = new Set<string>();

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const header = (name: string) => String(request.headers[name]);
    const id = header('webhook-id');
    const [timestamp, signature] = [header('webhook-timestamp'), header('webhook-signature')];
    try {
      const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
      new Webhook(this.secret).verify(body, headers);
    } catch {
      response.writeHead(401).end();
      return;
    }
    const { data }: Schema<'BillingEvent'> = JSON.parse(body);
    if (!this.#handled.has(id)) this.paid.push({ month: data.month, amount: data.amount });
    this.#handled.add(id);
    response.writeHead(204).end();
  }
}

/** Starts the shop on a free port, for as long as the test runs, and answers its address. */
async function listening(shop: Shop): Promise<string> {
  const server = createServer((request, response) => {
    shop.handle(request, response).catch(() => response.destroy());
  });
  onTestFinished(() => void server.close());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The shop has no port.');
  return `http://127.0.0.1:${address.port}/webhooks/billing`;
}

test('a payment is noted once, and nobody else can note one', async ({ billing }) => {
  const shop = new Shop();
  const url = await listening(shop);
  const { webhooks } = billing.testControls;
  const { webhookId, secret } = await webhooks.create({ url, events: ['payment.settled'] });
  shop.secret = secret;

  const seats = { counterName: 'support.seat', counterUnit: 'COUNT', counterVolume: 5 };
  await billing.meters.create({ ...seats, timestamp: '2025-03-10T09:00:00+09:00' });
  await billing.calculations.run({ month: '2025-03' });
  await billing.payments.pay('2025-03');
  await webhooks.waitUntilSent(webhookId);
  expect(shop.paid).toEqual([{ month: '2025-03', amount: 33_000 }]);

  const { deliveries } = await webhooks.deliveries(webhookId);
  for (const { deliveryId } of deliveries) await webhooks.resend(webhookId, deliveryId);
  await webhooks.waitUntilSent(webhookId);
  const forged = { method: 'POST', body: JSON.stringify({ type: 'payment.settled', data: { amount: 1 } }) };
  expect((await fetch(url, forged)).status).toBe(401);
  expect(shop.paid).toHaveLength(1);
});

import type { operations, Schema } from '@billing-testkit/contracts';
import { calculateStatement } from '@billing-testkit/engine';
import { type AccountEvent, decide } from '@billing-testkit/engine/account';
import { isMonth } from '@billing-testkit/engine/calendar';
import { printCatalog } from '@billing-testkit/engine/catalog';
import { type MockServerOptions, startMockServer } from '@billing-testkit/mock-server';
import { reportSchema } from '@billing-testkit/perf';
import { smoke } from '@billing-testkit/scenarios';
import { reportText } from '@billing-testkit/scenarios/reports';
import { runMatrix } from '@billing-testkit/scenarios/run';
import { BillingClient } from '@billing-testkit/sdk';
import { newWebhookReceiver, type WebhookReceiver, withTestAccount } from '@billing-testkit/sdk/testing';

export const exported = {
  calculateStatement,
  decide,
  isMonth,
  printCatalog,
  reportSchema,
  reportText,
  runMatrix,
  smoke,
};
export const options: MockServerOptions = { port: 0, rateLimit: 0 };
export type Operation = keyof operations;
export type Event = AccountEvent;

/** The types of the helpers need no types of Node. */
export function received(url: string): Promise<number | undefined> {
  return withTestAccount(url, async ({ client }) => {
    const receiver: WebhookReceiver = await newWebhookReceiver(client, { events: ['payment.settled'] });
    const [event] = await receiver.received();
    // @ts-expect-error Without its types, the package would be `any`.
    event?.noSuchField;
    return event?.data.amount;
  });
}

export async function totalOf(month: string): Promise<number | undefined> {
  const server = await startMockServer(options);
  const client = new BillingClient({ baseUrl: server.url, uuid: 'acme', agents: undefined });
  const { statements } = await client.statements.get(month);
  const statement: Schema<'Statement'> | undefined = statements[0];
  // @ts-expect-error Without its types, the package would be `any`.
  client.statements.noSuchMethod;
  return statement?.totalAmount;
}

import type { RequestBody, Schema } from '@billing-testkit/contracts';
import { vi } from 'vitest';
import { type ApiClient, newUuid } from '../api-client.ts';
import type { Receiver } from './receiver.ts';

/** An account with a webhook, and the calls that tests make for it. */
export interface WebhookAccount {
  readonly uuid: string;
  readonly webhookId: string;
  readonly secret: string;
  /** Grants a credit, which is an event. */
  grant(amount: number): Promise<void>;
  advance(by: string): Promise<unknown>;
  deliveries(): Promise<readonly Schema<'WebhookDelivery'>[]>;
  /** Waits until nothing is on its way. */
  settled(): Promise<readonly Schema<'WebhookDelivery'>[]>;
}

export const START = '2025-03-10T00:00:00Z';

/** An account whose clock stands at `START`, with a webhook of a receiver. */
export async function stoppedAccount(
  api: ApiClient,
  { url }: Pick<Receiver, 'url'>,
  webhook: Partial<RequestBody<'createWebhook'>> = {},
): Promise<WebhookAccount> {
  const uuid = newUuid();
  await api.call('setClock', { uuid, body: { now: START } });
  return withWebhook(api, uuid, { url, ...webhook });
}

/** Registers a webhook of an account. */
export async function withWebhook(
  api: ApiClient,
  uuid: string,
  body: RequestBody<'createWebhook'>,
): Promise<WebhookAccount> {
  const { webhookId, secret } = await api.call('createWebhook', { uuid, body });
  const deliveries = async () => {
    const path = { webhookId };
    return (await api.call('listWebhookDeliveries', { uuid, path, query: { itemsPerPage: 1000 } })).deliveries;
  };
  return {
    uuid,
    webhookId,
    secret,
    deliveries,
    async grant(amount) {
      const path = { campaignId: 'spring' };
      await api.call('grantCampaignCredit', { uuid, path, body: { uuid, amount, creditType: 'FREE' } });
    },
    advance: (by) => api.call('advanceClock', { uuid, body: { by } }),
    settled: () =>
      vi.waitFor(
        async () => {
          const all = await deliveries();
          if (all.some(({ status }) => status === 'QUEUED')) throw new Error('A delivery is on its way.');
          return all;
        },
        { timeout: 30_000, interval: 5 },
      ),
  };
}

import type { Schema } from '@billing-testkit/contracts';
import { Refusal } from '../errors/refusal.ts';
import { isSecret, SECRET_IS } from '../webhooks/signature.ts';
import type { Attempt, Delivery, Webhook } from '../webhooks/webhook.ts';
import { checkWebhookUrl } from '../webhooks/webhook-url.ts';
import { toWireInstant } from '../wire/instant.ts';
import type { Handlers } from './handler.ts';
import { afterNumber, pageOf } from './page.ts';

type WebhookHandlers = Pick<
  Handlers,
  'listWebhooks' | 'createWebhook' | 'deleteWebhook' | 'listWebhookDeliveries' | 'resendWebhookDelivery'
>;

/** The addresses that are told of an account's events, and the deliveries to them. */
export const webhookHandlers: WebhookHandlers = {
  listWebhooks: ({ uuid }, { webhooks }) => ({ webhooks: webhooks.list(uuid).map(toWireWebhook) }),

  createWebhook({ uuid, body: { url, events, secret } }, { webhooks }) {
    checkWebhookUrl(url);
    if (secret !== undefined && !isSecret(secret)) throw Refusal.ofField('VALIDATION_ERROR', '/secret', SECRET_IS);
    const webhook = webhooks.add(uuid, { url, events, secret });
    return { ...toWireWebhook(webhook), secret: webhook.secret };
  },

  deleteWebhook({ uuid, path: { webhookId } }, { webhooks }) {
    webhooks.deleteOne(uuid, webhookId);
    return {};
  },

  listWebhookDeliveries({ uuid, path: { webhookId }, query }, { webhooks }) {
    const deliveries = webhooks.deliveries(uuid, webhookId).filter(({ status, event }) => {
      if (query.status !== undefined && query.status !== status) return false;
      return query.type === undefined || query.type === event.type;
    });
    const page = pageOf(
      deliveries,
      query,
      afterNumber(deliveries, `delivery-${uuid}-`, ({ deliveryId }) => deliveryId),
    );
    return { deliveries: page.map(toWireDelivery), totalItems: deliveries.length };
  },

  resendWebhookDelivery({ uuid, path: { webhookId, deliveryId } }, { webhooks }) {
    return { delivery: toWireDelivery(webhooks.resend(uuid, webhookId, deliveryId)) };
  },
};

/** The secret is told once, when the webhook is registered. */
function toWireWebhook({ webhookId, url, events, createdAt, droppedCount }: Webhook): Schema<'Webhook'> {
  const chosen = events && { events: [...events] };
  return { webhookId, url, ...chosen, createdAt: toWireInstant(createdAt), droppedCount };
}

function toWireDelivery(delivery: Delivery): Schema<'WebhookDelivery'> {
  const { deliveryId, webhook, status, event, dueAt, attemptCount, attempts } = delivery;
  return {
    deliveryId,
    webhookId: webhook.webhookId,
    status,
    event,
    ...(status === 'RETRYING' && { nextAttemptAt: instantOf(dueAt) }),
    attemptCount,
    attempts: attempts.map(toWireAttempt),
  };
}

function toWireAttempt({ at, sentAt, durationMs, status, responseBody, error }: Attempt): Schema<'DeliveryAttempt'> {
  return {
    at: instantOf(at),
    sentAt: instantOf(sentAt),
    durationMs: Math.round(durationMs * 1_000) / 1_000,
    ...(status !== undefined && { status }),
    ...(responseBody !== undefined && { responseBody }),
    ...(error !== undefined && { error }),
  };
}

function instantOf(milliseconds: number): string {
  return toWireInstant(`${new Date(milliseconds).toISOString().slice(0, -1)}000000Z`);
}

import type { PathOf, RequestBody } from '@billing-testkit/contracts';
import type { Call } from '../transport/call.ts';
import type { Answer, Query } from '../transport/operation.ts';
import type { CallOptions, WaitOptions } from '../transport/options.ts';
import { type List, Paged } from '../transport/paged.ts';
import { Resource } from './resource.ts';

type WebhookId = PathOf<'deleteWebhook'>['webhookId'];

/** URLs that the mock server tells of an account's events. They are no part of the billing API. */
export class Webhooks extends Resource {
  /** Lists the webhooks of the account, oldest first, without their secrets. */
  list(options?: CallOptions): Call<Answer<'listWebhooks'>> {
    return this.call('listWebhooks', {}, options);
  }

  /**
   * Registers a URL. From now on the events of the account are posted to it, those of the kinds in `events` or all, signed with
   * `secret` or with one that the server makes and answers.
   *
   * @throws BillingApiError with code VALIDATION_ERROR for a URL that is not of http or https, and for a secret that is none; with code
   * CAPACITY_EXCEEDED when the account has as many webhooks as it may.
   */
  create(webhook: RequestBody<'createWebhook'>, options?: CallOptions): Call<Answer<'createWebhook'>> {
    return this.call('createWebhook', { body: webhook }, options);
  }

  /** Ends a webhook, and forgets its deliveries. */
  delete(webhookId: WebhookId, options?: CallOptions): Call<void> {
    return this.callForNothing('deleteWebhook', { path: { webhookId } }, options);
  }

  /** Lists the deliveries of a webhook, sent or still to be sent, oldest first, each with the results of its attempts. */
  deliveries(
    webhookId: WebhookId,
    query: Query<'listWebhookDeliveries'> = {},
    options?: CallOptions,
  ): List<'listWebhookDeliveries', 'deliveries'> {
    const operationId = 'listWebhookDeliveries';
    return new Paged(query, {
      operationId,
      ask: (page) => this.transport.call(operationId, { path: { webhookId }, query: page }, options),
      itemsOf: ({ deliveries }) => deliveries,
      idOf: ({ deliveryId }) => deliveryId,
    });
  }

  /** Sends a delivery once more, with the same event and id. The answer does not wait for it. */
  resend(
    webhookId: WebhookId,
    deliveryId: PathOf<'resendWebhookDelivery'>['deliveryId'],
    options?: CallOptions,
  ): Call<Answer<'resendWebhookDelivery'>> {
    return this.call('resendWebhookDelivery', { path: { webhookId, deliveryId } }, options);
  }

  /**
   * Waits until nothing is on its way to a webhook: every event has arrived, has failed, or waits for a later attempt.
   *
   * @throws BillingApiError with code TIMEOUT when it takes longer than `timeoutMs`; with code ABORTED as soon as the signal aborts.
   */
  async waitUntilSent(webhookId: WebhookId, options?: WaitOptions<Answer<'listWebhookDeliveries'>>): Promise<void> {
    const query = { status: 'QUEUED', itemsPerPage: 1 } as const;
    const parts = { path: { webhookId }, query };
    await this.transport.callUntil(({ totalItems }) => totalItems === 0, 'listWebhookDeliveries', parts, options);
  }
}

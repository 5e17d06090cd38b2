import type { TimelineEntry } from '@billing-testkit/engine';
import { bytesOf } from '../capacity/bytes-of.ts';
import type { Capacity, PartBytes } from '../capacity/capacity.ts';
import { Refusal } from '../errors/refusal.ts';
import type { Limits } from '../options/limits.ts';
import type { AccountClocks } from '../store/account-clocks.ts';
import type { AccountListener } from '../store/account-listener.ts';
import { billingEvent } from './billing-event.ts';
import { Deliveries } from './deliveries.ts';
import { DeliveryQueue } from './delivery-queue.ts';
import { Sender } from './sender.ts';
import { newSecret } from './signature.ts';
import type { Delivery, Webhook } from './webhook.ts';

type WebhookLimits = Pick<Limits, 'maxWebhooks' | 'maxDeliveries' | 'maxDeliveriesBytes' | 'webhookTimeoutMs'>;

/** The fields that a webhook is registered with. */
type NewWebhook = Pick<Webhook, 'url' | 'events'> & { readonly secret: string | undefined };

interface AccountWebhooks {
  /** The webhooks by their ids, oldest first. */
  readonly queues: Map<string, DeliveryQueue>;
  /** The numbers of webhooks, events and deliveries that were made, which their ids go by. */
  made: { webhooks: number; events: number; deliveries: number };
}

/** The webhooks of all accounts. The events of an account are sent to its webhooks after the request that caused them. */
export class Webhooks implements AccountListener {
  readonly #byAccount = new Map<string, AccountWebhooks>();
  readonly #limits: WebhookLimits;
  readonly #clocks: AccountClocks;
  readonly #capacity: Capacity;
  readonly #bytes: PartBytes;
  readonly #deliveries: Deliveries;
  readonly #sender: Sender;

  constructor(limits: WebhookLimits, clocks: AccountClocks, capacity: Capacity) {
    this.#limits = limits;
    this.#clocks = clocks;
    this.#capacity = capacity;
    this.#bytes = capacity.newPart();
    this.#deliveries = new Deliveries(limits, (delivery) => this.#drop(delivery));
    this.#sender = new Sender(limits.webhookTimeoutMs);
  }

  /** Throws `CAPACITY_EXCEEDED` when the account has as many webhooks as it may, or the server no room. */
  add(uuid: string, { url, events, secret = newSecret() }: NewWebhook): Webhook {
    const own = this.#byAccount.get(uuid) ?? { queues: new Map(), made: { webhooks: 0, events: 0, deliveries: 0 } };
    const { maxWebhooks } = this.#limits;
    if (!this.#byAccount.has(uuid)) this.#capacity.checkAccounts(this.#byAccount.size);
    if (own.queues.size >= maxWebhooks) {
      const message = `${uuid} has ${maxWebhooks} webhooks: delete those that are not needed.`;
      throw new Refusal('CAPACITY_EXCEEDED', message);
    }
    const webhookId = `webhook-${uuid}-${own.made.webhooks + 1}`;
    const webhook = { webhookId, uuid, url, events, secret, createdAt: this.#clocks.now(uuid), droppedCount: 0 };
    this.#capacity.checkBytes(bytesOf(webhook));
    this.#bytes.add(bytesOf(webhook));
    own.made.webhooks += 1;
    const parts = { clocks: this.#clocks, deliveries: this.#deliveries, sender: this.#sender };
    own.queues.set(webhookId, new DeliveryQueue(webhook, parts));
    this.#byAccount.set(uuid, own);
    return webhook;
  }

  /** The webhooks of an account, oldest first. */
  list(uuid: string): Webhook[] {
    return this.#queuesOf(uuid).map(({ webhook }) => webhook);
  }

  /** Ends a webhook and forgets its deliveries. Throws `NOT_FOUND` for one that the account does not have. */
  deleteOne(uuid: string, webhookId: string): void {
    const queue = this.#queueOf(uuid, webhookId);
    this.#close(queue);
    this.#deliveries.delete(this.#deliveries.list(uuid, webhookId));
    this.#byAccount.get(uuid)?.queues.delete(webhookId);
  }

  /** The deliveries of a webhook, oldest first. Throws `NOT_FOUND` for a webhook that the account does not have. */
  deliveries(uuid: string, webhookId: string): Delivery[] {
    this.#queueOf(uuid, webhookId);
    return this.#deliveries.list(uuid, webhookId);
  }

  /**
   * Sends a delivery again as if it were new. One that is on its way stays so. Throws `NOT_FOUND` for a webhook or delivery that
   * the account does not have.
   */
  resend(uuid: string, webhookId: string, deliveryId: string): Delivery {
    const queue = this.#queueOf(uuid, webhookId);
    const delivery = this.#deliveries.list(uuid, webhookId).find((other) => other.deliveryId === deliveryId);
    if (!delivery) throw Refusal.notFound(`delivery ${deliveryId} of the webhook ${webhookId}`);
    if (delivery.status === 'QUEUED') return delivery;
    queue.remove(delivery);
    Object.assign(delivery, { status: 'QUEUED', triedCount: 0, dueAt: this.#clocks.milliseconds(uuid) });
    this.#deliveries.changed(delivery);
    queue.add(delivery);
    return delivery;
  }

  isListeningTo(uuid: string): boolean {
    return this.#byAccount.has(uuid);
  }

  happened(uuid: string, entries: readonly TimelineEntry[]): void {
    const own = this.#byAccount.get(uuid);
    if (!own) return;
    for (const entry of entries) {
      own.made.events += 1;
      const event = billingEvent(uuid, own.made.events, entry);
      const dueAt = Date.parse(entry.at);
      for (const queue of own.queues.values()) {
        const { webhook } = queue;
        if (webhook.events && !webhook.events.includes(entry.kind)) continue;
        own.made.deliveries += 1;
        const delivery = newDelivery({ number: own.made.deliveries, webhook, event, dueAt });
        this.#deliveries.add(delivery);
        queue.add(delivery);
      }
    }
  }

  /** The clock of an account was advanced: sends the deliveries that fell due. */
  advanced(uuid: string): void {
    for (const queue of this.#queuesOf(uuid)) queue.advanced();
  }

  /** The clock of an account was set from a time, in milliseconds, to another, and no time has passed: retries have to wait as long as before. */
  clockSet(uuid: string, before: number): void {
    const milliseconds = this.#clocks.milliseconds(uuid) - before;
    for (const queue of this.#queuesOf(uuid)) queue.shift(milliseconds);
  }

  /** Forgets the webhooks of an account. */
  delete(uuid: string): void {
    for (const queue of this.#queuesOf(uuid)) this.#close(queue);
    this.#deliveries.deleteAccount(uuid);
    this.#byAccount.delete(uuid);
  }

  /** Forgets all webhooks. Deliveries that are being sent are cut off, so that a server that stops waits for no receiver. */
  clear(): void {
    for (const { queues } of this.#byAccount.values()) for (const queue of queues.values()) queue.close();
    this.#deliveries.clear();
    this.#byAccount.clear();
    this.#bytes.clear();
  }

  #close(queue: DeliveryQueue): void {
    queue.close();
    this.#bytes.add(-bytesOf(queue.webhook));
  }

  #drop(delivery: Delivery): void {
    const { webhook } = delivery;
    webhook.droppedCount += 1;
    this.#byAccount.get(webhook.uuid)?.queues.get(webhook.webhookId)?.remove(delivery);
  }

  #queuesOf(uuid: string): DeliveryQueue[] {
    return [...(this.#byAccount.get(uuid)?.queues.values() ?? [])];
  }

  #queueOf(uuid: string, webhookId: string): DeliveryQueue {
    const queue = this.#byAccount.get(uuid)?.queues.get(webhookId);
    if (!queue) throw Refusal.notFound(`webhook ${webhookId} of the account ${uuid}`);
    return queue;
  }
}

function newDelivery(facts: Pick<Delivery, 'number' | 'webhook' | 'event' | 'dueAt'>): Delivery {
  const deliveryId = `delivery-${facts.webhook.uuid}-${facts.number}`;
  return { ...facts, deliveryId, status: 'QUEUED', triedCount: 0, attemptCount: 0, attempts: [] };
}

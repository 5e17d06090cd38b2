import type { AccountClocks } from '../store/account-clocks.ts';
import type { Deliveries } from './deliveries.ts';
import type { Sender } from './sender.ts';
import { signatureHeaders } from './signature.ts';
import type { Attempt, Delivery, Webhook } from './webhook.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The delays before the second attempt, the third and so on, as senders of webhooks usually have them. After the last there is none. */
const RETRY_DELAYS_MS = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 10 * HOUR];

/** The longest time that a timer takes. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** A clock goes no further. */
const LAST_INSTANT = Date.parse('9999-12-31T23:59:59.999Z');

const CONTENT_TYPE = 'application/cloudevents+json; charset=utf-8';

interface QueueParts {
  readonly clocks: AccountClocks;
  readonly deliveries: Deliveries;
  readonly sender: Sender;
}

/** Sends the deliveries of a webhook, one after another, in the order in which they fall due by the account's clock. */
export class DeliveryQueue {
  readonly webhook: Webhook;
  readonly #parts: QueueParts;
  /** The deliveries that are to be sent, in the order in which they fall due. */
  readonly #waiting: Delivery[] = [];
  #sending: Delivery | undefined;
  #soon: NodeJS.Immediate | undefined;
  #timer: NodeJS.Timeout | undefined;
  readonly #closing = new AbortController();

  constructor(webhook: Webhook, parts: QueueParts) {
    this.webhook = webhook;
    this.#parts = parts;
  }

  /** Puts a delivery in its place. */
  add(delivery: Delivery): void {
    let index = this.#waiting.length;
    while (index > 0 && isBefore(delivery, this.#waiting[index - 1])) index -= 1;
    this.#waiting.splice(index, 0, delivery);
    this.#sendSoon();
  }

  /** Takes a delivery out: it is not sent any more. */
  remove(delivery: Delivery): void {
    const index = this.#waiting.indexOf(delivery);
    if (index !== -1) this.#waiting.splice(index, 1);
  }

  /** Time has passed: sends the deliveries that fell due. */
  advanced(): void {
    const now = this.#parts.clocks.milliseconds(this.webhook.uuid);
    for (const delivery of this.#waiting) {
      if (delivery.dueAt > now) break;
      delivery.status = 'QUEUED';
    }
    this.#sendSoon();
  }

  /** The clock was set, and no time has passed: deliveries that wait go on to wait as long as before. */
  shift(milliseconds: number): void {
    for (const delivery of [...this.#waiting, ...(this.#sending ? [this.#sending] : [])]) {
      delivery.dueAt = Math.min(delivery.dueAt + milliseconds, LAST_INSTANT);
    }
    this.#sendSoon();
  }

  /** Ends at once: the delivery that is being sent is cut off, and nothing more is sent. */
  close(): void {
    this.#closing.abort();
    clearImmediate(this.#soon);
    clearTimeout(this.#timer);
    this.#waiting.length = 0;
  }

  /** Sends the next delivery later, so that the request that is being answered has done all that it does. */
  #sendSoon(): void {
    if (this.#closing.signal.aborted) return;
    this.#soon ??= setImmediate(() => {
      this.#soon = undefined;
      this.#next();
    });
  }

  /** Begins to send the next delivery that is due, or waits for it. By a clock that is stopped nothing falls due by itself. */
  #next(): void {
    clearTimeout(this.#timer);
    if (this.#sending) return;
    const { clocks } = this.#parts;
    const { uuid } = this.webhook;
    const { isStopped } = clocks.of(uuid);
    const next = isStopped ? this.#waiting.find(({ status }) => status === 'QUEUED') : this.#waiting[0];
    if (!next) return;
    const delayMs = next.status === 'QUEUED' ? 0 : next.dueAt - clocks.milliseconds(uuid);
    if (delayMs <= 0) void this.#send(next);
    else this.#timer = setTimeout(() => this.#next(), Math.min(delayMs, MAX_TIMER_MS)).unref();
  }

  async #send(delivery: Delivery): Promise<void> {
    this.#sending = delivery;
    this.remove(delivery);
    delivery.status = 'QUEUED';
    const attempt = await this.#attempt(delivery);
    this.#sending = undefined;
    if (this.#closing.signal.aborted) return;
    if (this.#parts.deliveries.has(delivery)) this.#settle(delivery, attempt);
    this.#sendSoon();
  }

  async #attempt({ event, dueAt }: Delivery): Promise<Attempt> {
    const { url, secret, uuid } = this.webhook;
    const { clocks, sender } = this.#parts;
    const body = JSON.stringify(event);
    const [sentAt, startedAt] = [Date.now(), performance.now()];
    const at = clocks.of(uuid).isStopped ? dueAt : clocks.milliseconds(uuid);
    const headers = {
      'content-type': CONTENT_TYPE,
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': 'billing-testkit-webhooks',
      ...signatureHeaders(secret, { id: event.id, timestamp: Math.floor(sentAt / SECOND), body }),
    };
    const outcome = await sender.post({ url, headers, body }, this.#closing.signal);
    return { at, sentAt, durationMs: performance.now() - startedAt, ...outcome };
  }

  #settle(delivery: Delivery, attempt: Attempt): void {
    const delayMs = RETRY_DELAYS_MS[delivery.triedCount];
    delivery.triedCount += 1;
    if (hasArrived(attempt)) delivery.status = 'DELIVERED';
    else if (delayMs === undefined) delivery.status = 'FAILED';
    else this.#retryAfter(delayMs, delivery);
    this.#parts.deliveries.note(delivery, attempt);
  }

  /** By a stopped clock an attempt takes no time: the delay is counted from the time at which the attempt was due. */
  #retryAfter(delayMs: number, delivery: Delivery): void {
    const { uuid } = this.webhook;
    const { clocks } = this.#parts;
    const now = clocks.milliseconds(uuid);
    delivery.dueAt = Math.min((clocks.of(uuid).isStopped ? delivery.dueAt : now) + delayMs, LAST_INSTANT);
    delivery.status = delivery.dueAt <= now ? 'QUEUED' : 'RETRYING';
    this.add(delivery);
  }
}

function hasArrived({ status }: Attempt): boolean {
  return status !== undefined && status >= 200 && status < 300;
}

function isBefore(one: Delivery, other: Delivery | undefined): boolean {
  if (!other) return false;
  return one.dueAt === other.dueAt ? one.number < other.number : one.dueAt < other.dueAt;
}

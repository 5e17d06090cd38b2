import type { Schema } from '@billing-testkit/contracts';
import type { Instant, TimelineKind } from '@billing-testkit/engine';

/** An address that is told of the events of an account. */
export interface Webhook {
  readonly webhookId: string;
  readonly uuid: string;
  readonly url: string;
  /** The kinds of events that it wants; all of them when absent. */
  readonly events: readonly TimelineKind[] | undefined;
  /** The key of its signatures: `whsec_` and base64. */
  readonly secret: string;
  /** The time by the account's clock at which it was registered. */
  readonly createdAt: Instant;
  /** The number of its deliveries that were dropped before they arrived, as there was no room for them. */
  droppedCount: number;
}

/** An attempt to deliver an event, and how it went. */
export interface Attempt {
  /** The time by the account's clock, in milliseconds. */
  readonly at: number;
  /** The real time, in milliseconds, which the signature has in seconds. */
  readonly sentAt: number;
  /** The time from sending to the end of the answer, or of the wait for it, in milliseconds. */
  readonly durationMs: number;
  /** The status of the answer, when one came. */
  readonly status: number | undefined;
  /** The beginning of the body of the answer. */
  readonly responseBody: string | undefined;
  /** The reason of the failure, when no status tells it. */
  readonly error: string | undefined;
}

/** An event on its way to a webhook, or at its end. */
export interface Delivery {
  readonly deliveryId: string;
  /** Its number in the account, by which deliveries of the same time are ordered. */
  readonly number: number;
  readonly webhook: Webhook;
  readonly event: Schema<'BillingEvent'>;
  status: Schema<'DeliveryStatus'>;
  /** The time by the account's clock at which it is to be sent next, in milliseconds. */
  dueAt: number;
  /** The number of attempts since it was sent first, or sent again on demand: the next delay goes by it. */
  triedCount: number;
  /** The number of all attempts, of which the newest are kept. */
  attemptCount: number;
  attempts: readonly Attempt[];
}

import { bytesOf } from '../capacity/bytes-of.ts';
import type { Limits } from '../options/limits.ts';
import type { Attempt, Delivery } from './webhook.ts';

/** The approximate memory that a delivery, and each of its attempts, takes besides its texts. */
const OVERHEAD_BYTES = 300;

/** The number of attempts of a delivery that are kept: all that the server makes by itself, and some on demand. */
const MAX_ATTEMPTS = 20;

type DeliveryLimits = Pick<Limits, 'maxDeliveries' | 'maxDeliveriesBytes'>;

/** Deliveries, oldest first, and those of them that are at their end, in the order in which they came to it. */
interface Kept {
  readonly all: Set<Delivery>;
  readonly ended: Set<Delivery>;
}

/** The newest deliveries of every account. */
export class Deliveries {
  readonly #limits: DeliveryLimits;
  readonly #dropped: (delivery: Delivery) => void;
  readonly #ofServer = newKept();
  readonly #byAccount = new Map<string, Kept>();
  readonly #bytesOf = new Map<Delivery, number>();
  #bytes = 0;

  /** `dropped` is told of each delivery that has to make room before it is at its end. */
  constructor(limits: DeliveryLimits, dropped: (delivery: Delivery) => void) {
    this.#limits = limits;
    this.#dropped = dropped;
  }

  /** Keeps a new delivery. Others make room for it: those that are at their end first, then the oldest. */
  add(delivery: Delivery): void {
    const { uuid } = delivery.webhook;
    const own = this.#byAccount.get(uuid) ?? newKept();
    this.#byAccount.set(uuid, own);
    own.all.add(delivery);
    this.#ofServer.all.add(delivery);
    this.#count(delivery);
    if (own.all.size > this.#limits.maxDeliveries) this.#makeRoom(own);
  }

  has(delivery: Delivery): boolean {
    return this.#bytesOf.has(delivery);
  }

  /** Adds an attempt to a delivery, and counts the delivery as it now is. */
  note(delivery: Delivery, attempt: Attempt): void {
    delivery.attemptCount += 1;
    delivery.attempts = [...delivery.attempts, attempt].slice(-MAX_ATTEMPTS);
    this.changed(delivery);
  }

  /** A delivery came to its end, or is on its way again. */
  changed(delivery: Delivery): void {
    const own = this.#byAccount.get(delivery.webhook.uuid);
    if (!own) return;
    for (const { ended } of [own, this.#ofServer]) {
      if (isAtItsEnd(delivery)) ended.add(delivery);
      else ended.delete(delivery);
    }
    this.#count(delivery);
  }

  /** The deliveries of a webhook, oldest first. */
  list(uuid: string, webhookId: string): Delivery[] {
    return [...(this.#byAccount.get(uuid)?.all ?? [])].filter(({ webhook }) => webhook.webhookId === webhookId);
  }

  delete(deliveries: Iterable<Delivery>): void {
    for (const delivery of deliveries) this.#forget(delivery);
  }

  /** Forgets the deliveries of an account. */
  deleteAccount(uuid: string): void {
    this.delete([...(this.#byAccount.get(uuid)?.all ?? [])]);
  }

  clear(): void {
    for (const kept of [this.#ofServer.all, this.#ofServer.ended, this.#byAccount, this.#bytesOf]) kept.clear();
    this.#bytes = 0;
  }

  #count(delivery: Delivery): void {
    const attempts = delivery.attempts.reduce((sum, attempt) => sum + bytesOf(attempt) + OVERHEAD_BYTES, 0);
    const bytes = bytesOf(delivery.event) + OVERHEAD_BYTES + attempts;
    this.#bytes += bytes - (this.#bytesOf.get(delivery) ?? 0);
    this.#bytesOf.set(delivery, bytes);
    while (this.#bytes > this.#limits.maxDeliveriesBytes && this.#ofServer.all.size > 1) this.#makeRoom(this.#ofServer);
  }

  #makeRoom({ all, ended }: Kept): void {
    const [oldest] = ended.size > 0 ? ended : all;
    if (!oldest) return;
    this.#forget(oldest);
    if (!isAtItsEnd(oldest)) this.#dropped(oldest);
  }

  #forget(delivery: Delivery): void {
    const { uuid } = delivery.webhook;
    const own = this.#byAccount.get(uuid);
    for (const { all, ended } of [this.#ofServer, ...(own ? [own] : [])]) {
      all.delete(delivery);
      ended.delete(delivery);
    }
    if (own?.all.size === 0) this.#byAccount.delete(uuid);
    this.#bytes -= this.#bytesOf.get(delivery) ?? 0;
    this.#bytesOf.delete(delivery);
  }
}

function newKept(): Kept {
  return { all: new Set(), ended: new Set() };
}

function isAtItsEnd({ status }: Delivery): boolean {
  return status === 'DELIVERED' || status === 'FAILED';
}

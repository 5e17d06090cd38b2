import type { Capacity, PartBytes } from '../capacity/capacity.ts';

/** The approximate memory of a message. */
const MESSAGE_BYTES = 200;

/** A message that the provider would send to the account. */
export interface Message {
  readonly kind: 'INVOICE' | 'PAYMENT_REMINDER';
  readonly month: string;
  /** The amount due, in minor units of the account's currency. */
  readonly amountDue: number;
  /** The time by the account's clock. */
  readonly at: string;
}

/** The messages that batch jobs would have sent: the newest of each account. */
export class Outboxes {
  readonly #messages = new Map<string, Message[]>();
  readonly #maxMessages: number;
  readonly #bytes: PartBytes;

  /** Keeps at most `maxMessages` for each account. */
  constructor(maxMessages: number, capacity: Capacity) {
    this.#maxMessages = maxMessages;
    this.#bytes = capacity.newPart();
  }

  /** Puts a message into the account's outbox. */
  post(uuid: string, message: Message): void {
    const messages = this.#messages.get(uuid) ?? [];
    messages.push(message);
    if (messages.length > this.#maxMessages) messages.shift();
    else this.#bytes.add(MESSAGE_BYTES);
    this.#messages.set(uuid, messages);
  }

  /** The account's messages, oldest first. */
  list(uuid: string): readonly Message[] {
    return this.#messages.get(uuid) ?? [];
  }

  /** Empties the account's outbox. Answers how many messages it had. */
  delete(uuid: string): number {
    const { length } = this.list(uuid);
    this.#bytes.add(-MESSAGE_BYTES * length);
    this.#messages.delete(uuid);
    return length;
  }

  clear(): void {
    this.#bytes.clear();
    this.#messages.clear();
  }
}

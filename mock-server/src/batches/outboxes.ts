const MAX_MESSAGES = 1000;

/** Something that the provider would send to the account. */
export interface Message {
  readonly kind: 'INVOICE' | 'PAYMENT_REMINDER';
  readonly month: string;
  /** The amount due, in minor units of the account's currency. */
  readonly amountDue: number;
  /** The time by the account's clock. */
  readonly at: string;
}

/** The messages that batch jobs would have sent: the newest 1 000 of each account. */
export class Outboxes {
  readonly #messages = new Map<string, Message[]>();

  /** Puts a message into the account's outbox. */
  post(uuid: string, message: Message): void {
    const messages = this.#messages.get(uuid) ?? [];
    messages.push(message);
    if (messages.length > MAX_MESSAGES) messages.shift();
    this.#messages.set(uuid, messages);
  }

  delete(uuid: string): void {
    this.#messages.delete(uuid);
  }

  clear(): void {
    this.#messages.clear();
  }
}

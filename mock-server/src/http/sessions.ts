import { IdempotencyKeys } from './idempotency.ts';

/** Something that the provider would send to the account. */
export interface Message {
  readonly kind: 'INVOICE' | 'PAYMENT_REMINDER';
  readonly month: string;
  /** Minor units of the account's currency. */
  readonly amountDue: number;
  /** By the account's clock. */
  readonly at: string;
}

/** What the server remembers of an account that is no part of its bill. */
interface Session {
  readonly idempotencyKeys: IdempotencyKeys;
  readonly outbox: Message[];
}

/** The sessions of all accounts, and of the server for requests that name none. */
export class Sessions {
  readonly #sessions = new Map<string, Session>();
  #ofServer = newSession();

  /** The keys of an account's POSTs; the server's own for those that name no account. */
  idempotencyKeys(uuid: string | undefined): IdempotencyKeys {
    return (uuid === undefined ? this.#ofServer : this.#of(uuid)).idempotencyKeys;
  }

  /** Puts what would be sent to the account into its outbox. */
  post(uuid: string, message: Message): void {
    this.#of(uuid).outbox.push(message);
  }

  delete(uuid: string): void {
    this.#sessions.delete(uuid);
  }

  clear(): void {
    this.#sessions.clear();
    this.#ofServer = newSession();
  }

  #of(uuid: string): Session {
    const session = this.#sessions.get(uuid) ?? newSession();
    this.#sessions.set(uuid, session);
    return session;
  }
}

function newSession(): Session {
  return { idempotencyKeys: new IdempotencyKeys(), outbox: [] };
}

import { IdempotencyKeys } from './idempotency.ts';

/** What the server remembers of an account that is no part of its bill. */
export class Sessions {
  readonly #idempotencyKeys = new Map<string, IdempotencyKeys>();
  readonly #ofServer = new IdempotencyKeys();

  /** The keys of an account's POSTs; the server's own for those that name no account. */
  idempotencyKeys(uuid: string | undefined): IdempotencyKeys {
    if (uuid === undefined) return this.#ofServer;
    const keys = this.#idempotencyKeys.get(uuid) ?? new IdempotencyKeys();
    this.#idempotencyKeys.set(uuid, keys);
    return keys;
  }

  delete(uuid: string): void {
    this.#idempotencyKeys.delete(uuid);
  }
}

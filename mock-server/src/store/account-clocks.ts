import { briefInstant, type Instant } from '@billing-testkit/engine';
import type { Capacity } from '../capacity/capacity.ts';
import { Refusal } from '../errors/refusal.ts';

/** A clock as it is shown. */
export interface Clock {
  readonly now: Instant;
  readonly isStopped: boolean;
}

/** The clocks of the accounts. One that was never set goes by real time, and so does the server's own. */
export class AccountClocks {
  readonly #stopped = new Map<string, Instant>();
  readonly #capacity: Capacity;

  constructor(capacity: Capacity) {
    this.#capacity = capacity;
  }

  /** The time by the clock of an account, or by the server's own. */
  now(uuid: string | undefined): Instant {
    return (uuid === undefined ? undefined : this.#stopped.get(uuid)) ?? realNow();
  }

  /** The same time in milliseconds since 1970. */
  milliseconds(uuid: string | undefined): number {
    const stopped = uuid === undefined ? undefined : this.#stopped.get(uuid);
    return stopped === undefined ? Date.now() : Date.parse(stopped);
  }

  of(uuid: string): Clock {
    return { now: this.now(uuid), isStopped: this.#stopped.has(uuid) };
  }

  /**
   * Stops the clock of an account, which need not exist, at an instant. Throws `CLOCK_BACKWARDS` when the clock is stopped at a
   * later one, and `CAPACITY_EXCEEDED` when as many clocks are stopped as the server may have accounts.
   */
  stop(uuid: string, at: Instant): void {
    const now = this.#stopped.get(uuid);
    if (now !== undefined && at < now) {
      const message = `must not be before the time of the account's clock, ${briefInstant(now)}`;
      throw Refusal.ofField('CLOCK_BACKWARDS', '/now', message);
    }
    this.checkRoom(uuid);
    this.#stopped.set(uuid, at);
  }

  /** Throws `CAPACITY_EXCEEDED` when the clock of the account can't be stopped. */
  checkRoom(uuid: string): void {
    if (!this.#stopped.has(uuid)) this.#capacity.checkAccounts(this.#stopped.size);
  }

  /** The clock of an account goes by real time again. */
  delete(uuid: string): void {
    this.#stopped.delete(uuid);
  }

  clear(): void {
    this.#stopped.clear();
  }
}

function realNow(): Instant {
  return `${new Date().toISOString().slice(0, -1)}000000Z`;
}

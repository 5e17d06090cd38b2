import { Refusal } from '../errors/refusal.ts';
import type { Limits } from '../options/limits.ts';

type CapacityLimits = Pick<Limits, 'maxAccounts' | 'maxStoredBytes'>;

/** The capacity of a server: the limits of its accounts and of its memory, and the approximate memory that is used. */
export class Capacity {
  readonly limits: CapacityLimits;
  #bytes = 0;

  constructor(limits: CapacityLimits) {
    this.limits = limits;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Begins to count the memory of one part of the server. */
  newPart(): PartBytes {
    return new PartBytes((bytes) => {
      this.#bytes += bytes;
    });
  }

  /** Throws `CAPACITY_EXCEEDED` when so many bytes more do not fit. Fewer bytes always do. */
  checkBytes(more: number): void {
    const { maxStoredBytes } = this.limits;
    if (more <= 0 || this.#bytes + more <= maxStoredBytes) return;
    throw exceeded(`The server keeps at most ${maxStoredBytes} bytes, and this does not fit`);
  }

  /** Throws `CAPACITY_EXCEEDED` when there is no room for an account next to so many others. */
  checkAccounts(others: number): void {
    const { maxAccounts } = this.limits;
    if (others >= maxAccounts) throw exceeded(`The server keeps at most ${maxAccounts} accounts`);
  }
}

/** The bytes that one part of a server keeps. */
class PartBytes {
  readonly #onChange: (bytes: number) => void;
  #bytes = 0;

  constructor(onChange: (bytes: number) => void) {
    this.#onChange = onChange;
  }

  /** Counts bytes more, or fewer when the number is negative. */
  add(bytes: number): void {
    this.#bytes += bytes;
    this.#onChange(bytes);
  }

  clear(): void {
    this.add(-this.#bytes);
  }
}

export type { PartBytes };

function exceeded(what: string): Refusal {
  return new Refusal('CAPACITY_EXCEEDED', `${what}: delete what is not needed, or reset accounts or the server.`);
}

import type { Answer } from '../transport/operation.ts';
import type { CallOptions } from '../transport/options.ts';
import type { Transport } from '../transport/transport.ts';

/** The mock server's own controls, no part of the billing contract. */
export class TestControls {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Makes the server forget the account and all that goes with it; without an account, every account and what is its own. */
  async reset(options?: CallOptions): Promise<void> {
    await this.#transport.call('resetAccount', {}, options);
  }

  /** Tells how many requests the account, or without one the caller's address, may still send. */
  rateLimitStatus(options?: CallOptions): Promise<Answer<'getRateLimitStatus'>> {
    return this.#transport.call('getRateLimitStatus', {}, options);
  }
}

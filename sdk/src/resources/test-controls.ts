import type { Answer } from '../transport/operation.ts';
import type { CallOptions } from '../transport/options.ts';
import { Resource } from './resource.ts';

/** The mock server's own controls, no part of the billing contract. */
export class TestControls extends Resource {
  /** Makes the server forget the account and all that goes with it; without an account, every account and what is its own. */
  async reset(options?: CallOptions): Promise<void> {
    await this.call('resetAccount', {}, options);
  }

  /**
   * Bills the account by a known-wrong engine from now on, or without an account every one that has no defect of its own, and
   * answers what goes wrong. Throws `VALIDATION_ERROR` with names that are like one that there isn't.
   */
  setDefect(name: string, options?: CallOptions): Promise<Answer<'setDefect'>> {
    return this.call('setDefect', { body: { name } }, options);
  }

  /** Bills the account as the server bills again; without an account, the server as it was started. */
  async clearDefect(options?: CallOptions): Promise<void> {
    await this.call('clearDefect', {}, options);
  }

  /** Tells how many requests the account, or without one the caller's address, may still send. */
  rateLimitStatus(options?: CallOptions): Promise<Answer<'getRateLimitStatus'>> {
    return this.call('getRateLimitStatus', {}, options);
  }
}

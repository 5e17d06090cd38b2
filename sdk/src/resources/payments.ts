import type { PathOf, RequestBody } from '@billing-testkit/contracts';
import type { Answer } from '../transport/operation.ts';
import type { CallOptions } from '../transport/options.ts';
import type { Transport } from '../transport/transport.ts';

/** Paying statements. */
export class Payments {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Pays a month and what is due of earlier ones, all of it when no amount is given. A declined payment is an error. */
  pay(month: PathOf<'pay'>['month'], body?: RequestBody<'pay'>, options?: CallOptions): Promise<Answer<'pay'>> {
    return this.#transport.call('pay', { path: { month }, body }, options);
  }
}

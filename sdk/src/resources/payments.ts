import type { PathOf, RequestBody } from '@billing-testkit/contracts';
import type { Answer, Query } from '../transport/operation.ts';
import type { CallOptions } from '../transport/options.ts';
import { type List, Paged } from '../transport/paged.ts';
import type { Transport } from '../transport/transport.ts';

/** Paying statements, and the states that a month's payment goes through. */
export class Payments {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Pays a month and what is due of earlier ones, all of it when no amount is given. A declined payment is an error. */
  pay(month: PathOf<'pay'>['month'], body?: RequestBody<'pay'>, options?: CallOptions): Promise<Answer<'pay'>> {
    return this.#transport.call('pay', { path: { month }, body }, options);
  }

  /** Gives back what was paid for a month, all that is left of it when no amount is given. */
  refund(
    month: PathOf<'refundPayment'>['month'],
    body?: RequestBody<'refundPayment'>,
    options?: CallOptions,
  ): Promise<Answer<'refundPayment'>> {
    return this.#transport.call('refundPayment', { path: { month }, body }, options);
  }

  /** Lists the statements of months by month; each page also has the payments of its months, in the order they were made. */
  list(query: Query<'listPayments'> = {}, options?: CallOptions): List<'listPayments', 'statements'> {
    return new Paged(query, {
      operationId: 'listPayments',
      ask: (page) => this.#transport.call('listPayments', { query: page }, options),
      itemsOf: ({ statements }) => statements,
      idOf: ({ statementId }) => statementId,
    });
  }

  /** Moves a month's payment to another state, where the rules allow it. */
  changeStatus(
    month: PathOf<'changePaymentStatus'>['month'],
    body: RequestBody<'changePaymentStatus'>,
    options?: CallOptions,
  ): Promise<Answer<'changePaymentStatus'>> {
    return this.#transport.call('changePaymentStatus', { path: { month }, body }, options);
  }

  /** Gives back all that payments of a month paid; every month that they touched owes it again. */
  cancel(
    month: PathOf<'cancelPayment'>['month'],
    query: Query<'cancelPayment'>,
    options?: CallOptions,
  ): Promise<Answer<'cancelPayment'>> {
    return this.#transport.call('cancelPayment', { path: { month }, query }, options);
  }
}

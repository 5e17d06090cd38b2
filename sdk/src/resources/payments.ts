import type { PathOf, RequestBody } from '@billing-testkit/contracts';
import type { Call } from '../transport/call.ts';
import type { Answer, Query } from '../transport/operation.ts';
import type { CallOptions } from '../transport/options.ts';
import type { List } from '../transport/paged.ts';
import { Resource } from './resource.ts';

/** Payments of statements, and the states of a month's payment. */
export class Payments extends Resource {
  /** Pays a month and the amounts due of earlier months, all of them when no amount is given. A declined payment is an error. */
  pay(month: PathOf<'pay'>['month'], body?: RequestBody<'pay'>, options?: CallOptions): Call<Answer<'pay'>> {
    return this.call('pay', { path: { month }, body }, options);
  }

  /** Gives back a part of the amount paid for a month, or all that has not been given back yet when no amount is given. */
  refund(
    month: PathOf<'refundPayment'>['month'],
    body?: RequestBody<'refundPayment'>,
    options?: CallOptions,
  ): Call<Answer<'refundPayment'>> {
    return this.call('refundPayment', { path: { month }, body }, options);
  }

  /**
   * Lists the statements in the order of their months. Each page also has the payments of its months, in the order of payment.
   */
  list(query: Query<'listPayments'> = {}, options?: CallOptions): List<'listPayments', 'statements'> {
    return this.paged('listPayments', query, { items: (page) => page.statements, id: 'statementId' }, options);
  }

  /** Moves a month's payment to another state, if the rules allow it. */
  changeStatus(
    month: PathOf<'changePaymentStatus'>['month'],
    body: RequestBody<'changePaymentStatus'>,
    options?: CallOptions,
  ): Call<Answer<'changePaymentStatus'>> {
    return this.call('changePaymentStatus', { path: { month }, body }, options);
  }

  /** Cancels the payments of a month and gives back all that they paid. Every month that they paid for owes the amount again. */
  cancel(
    month: PathOf<'cancelPayment'>['month'],
    query: Query<'cancelPayment'>,
    options?: CallOptions,
  ): Call<Answer<'cancelPayment'>> {
    return this.call('cancelPayment', { path: { month }, query }, options);
  }
}

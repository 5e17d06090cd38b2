import type { PathOf, RequestBody } from '@billing-testkit/contracts';
import type { Answer, Query } from '../transport/operation.ts';
import type { CallOptions } from '../transport/options.ts';
import type { List } from '../transport/paged.ts';
import { Resource } from './resource.ts';

/** Paying statements, and the states that a month's payment goes through. */
export class Payments extends Resource {
  /** Pays a month and what is due of earlier ones, all of it when no amount is given. A declined payment is an error. */
  pay(month: PathOf<'pay'>['month'], body?: RequestBody<'pay'>, options?: CallOptions): Promise<Answer<'pay'>> {
    return this.call('pay', { path: { month }, body }, options);
  }

  /** Gives back what was paid for a month, all that is left of it when no amount is given. */
  refund(
    month: PathOf<'refundPayment'>['month'],
    body?: RequestBody<'refundPayment'>,
    options?: CallOptions,
  ): Promise<Answer<'refundPayment'>> {
    return this.call('refundPayment', { path: { month }, body }, options);
  }

  /** Lists the statements of months by month; each page also has the payments of its months, in the order they were made. */
  list(query: Query<'listPayments'> = {}, options?: CallOptions): List<'listPayments', 'statements'> {
    return this.paged('listPayments', query, { items: (page) => page.statements, id: 'statementId' }, options);
  }

  /** Moves a month's payment to another state, where the rules allow it. */
  changeStatus(
    month: PathOf<'changePaymentStatus'>['month'],
    body: RequestBody<'changePaymentStatus'>,
    options?: CallOptions,
  ): Promise<Answer<'changePaymentStatus'>> {
    return this.call('changePaymentStatus', { path: { month }, body }, options);
  }

  /** Gives back all that payments of a month paid; every month that they touched owes it again. */
  cancel(
    month: PathOf<'cancelPayment'>['month'],
    query: Query<'cancelPayment'>,
    options?: CallOptions,
  ): Promise<Answer<'cancelPayment'>> {
    return this.call('cancelPayment', { path: { month }, query }, options);
  }
}

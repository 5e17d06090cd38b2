import type { QueryOf, RequestBody } from '@billing-testkit/contracts';
import type { Answer, Query } from '../transport/operation.ts';
import type { CallOptions } from '../transport/options.ts';
import { type List, Paged } from '../transport/paged.ts';
import type { Transport } from '../transport/transport.ts';

/** Discounts and surcharges on billing groups. */
export class BillingGroupAdjustments {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Creates an adjustment of a billing group, in force from a month on. */
  create(
    body: RequestBody<'createBillingGroupAdjustment'>,
    options?: CallOptions,
  ): Promise<Answer<'createBillingGroupAdjustment'>> {
    return this.#transport.call('createBillingGroupAdjustment', { body }, options);
  }

  /** Lists the adjustments of a billing group in the order they apply. */
  list(
    query: Query<'listBillingGroupAdjustments'>,
    options?: CallOptions,
  ): List<'listBillingGroupAdjustments', 'adjustments'> {
    return new Paged(query, {
      operationId: 'listBillingGroupAdjustments',
      ask: (page) => this.#transport.call('listBillingGroupAdjustments', { query: page }, options),
      itemsOf: ({ adjustments }) => adjustments,
      idOf: ({ adjustmentId }) => adjustmentId,
    });
  }

  /** Deletes adjustments of a billing group: all of them, or none when one is not there. */
  delete(
    adjustmentIds: QueryOf<'deleteBillingGroupAdjustments'>['adjustmentIds'],
    options?: CallOptions,
  ): Promise<Answer<'deleteBillingGroupAdjustments'>> {
    return this.#transport.call('deleteBillingGroupAdjustments', { query: { adjustmentIds } }, options);
  }
}

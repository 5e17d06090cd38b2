import type { QueryOf, RequestBody } from '@billing-testkit/contracts';
import type { Answer, Query } from '../transport/operation.ts';
import type { CallOptions } from '../transport/options.ts';
import { type List, Paged } from '../transport/paged.ts';
import type { Transport } from '../transport/transport.ts';

/** Discounts and surcharges on projects. */
export class ProjectAdjustments {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Creates an adjustment of a project, in force from a month on. */
  create(
    body: RequestBody<'createProjectAdjustment'>,
    options?: CallOptions,
  ): Promise<Answer<'createProjectAdjustment'>> {
    return this.#transport.call('createProjectAdjustment', { body }, options);
  }

  /** Lists the adjustments of a project in the order they apply. */
  list(query: Query<'listProjectAdjustments'>, options?: CallOptions): List<'listProjectAdjustments', 'adjustments'> {
    return new Paged(query, {
      operationId: 'listProjectAdjustments',
      ask: (page) => this.#transport.call('listProjectAdjustments', { query: page }, options),
      itemsOf: ({ adjustments }) => adjustments,
      idOf: ({ adjustmentId }) => adjustmentId,
    });
  }

  /** Deletes adjustments of a project: all of them, or none when one is not there. */
  delete(
    adjustmentIds: QueryOf<'deleteProjectAdjustments'>['adjustmentIds'],
    options?: CallOptions,
  ): Promise<Answer<'deleteProjectAdjustments'>> {
    return this.#transport.call('deleteProjectAdjustments', { query: { adjustmentIds } }, options);
  }
}

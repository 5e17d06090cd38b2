import type { QueryOf, RequestBody, Schema } from '@billing-testkit/contracts';
import type { Call } from '../transport/call.ts';
import type { Answer, Query } from '../transport/operation.ts';
import type { CallOptions } from '../transport/options.ts';
import type { Paged } from '../transport/paged.ts';
import type { Transport } from '../transport/transport.ts';
import { Resource } from './resource.ts';

/** The operations of adjustments, by the target of an adjustment. */
const operations = {
  create: { project: 'createProjectAdjustment', billingGroup: 'createBillingGroupAdjustment' },
  list: { project: 'listProjectAdjustments', billingGroup: 'listBillingGroupAdjustments' },
  delete: { project: 'deleteProjectAdjustments', billingGroup: 'deleteBillingGroupAdjustments' },
} as const;

/** An adjustment as it is listed, by its target. */
interface AdjustmentOn {
  readonly project: Schema<'ProjectAdjustment'>;
  readonly billingGroup: Schema<'BillingGroupAdjustment'>;
}

type Level = keyof AdjustmentOn;
type CreateOn<On extends Level> = (typeof operations.create)[On];
type ListOn<On extends Level> = (typeof operations.list)[On];
type DeleteOn<On extends Level> = (typeof operations.delete)[On];

// Both functions read the same field. The table keeps the kind of adjustment in the types of the page and its items.
const itemsOn: { readonly [On in Level]: (page: Answer<ListOn<On>>) => readonly AdjustmentOn[On][] } = {
  project: ({ adjustments }) => adjustments,
  billingGroup: ({ adjustments }) => adjustments,
};

/** Discounts and surcharges, by their targets. */
export class Adjustments {
  readonly projects: AdjustmentsOn<'project'>;
  readonly billingGroups: AdjustmentsOn<'billingGroup'>;

  constructor(transport: Transport) {
    this.projects = new AdjustmentsOn(transport, 'project');
    this.billingGroups = new AdjustmentsOn(transport, 'billingGroup');
  }
}

/** Discounts and surcharges on projects, or those on billing groups. */
class AdjustmentsOn<On extends Level> extends Resource {
  readonly #level: On;

  constructor(transport: Transport, level: On) {
    super(transport);
    this.#level = level;
  }

  /** Creates an adjustment of a project or billing group, in force from a month on. */
  create(body: RequestBody<CreateOn<On>>, options?: CallOptions): Call<Answer<CreateOn<On>>> {
    return this.transport.call(operations.create[this.#level], { body }, options);
  }

  /** Lists the adjustments of a project or billing group in the order in which they apply. */
  list(
    query: Query<ListOn<On>>,
    options?: CallOptions,
  ): Paged<Query<ListOn<On>>, Answer<ListOn<On>>, AdjustmentOn[On]> {
    const fields = { items: itemsOn[this.#level], id: 'adjustmentId' } as const;
    return this.paged(operations.list[this.#level], query, fields, options);
  }

  /** Deletes adjustments: all of them, or none when one of them does not exist. */
  delete(adjustmentIds: QueryOf<DeleteOn<Level>>['adjustmentIds'], options?: CallOptions): Call<Answer<DeleteOn<On>>> {
    return this.transport.call(operations.delete[this.#level], { query: { adjustmentIds } }, options);
  }
}

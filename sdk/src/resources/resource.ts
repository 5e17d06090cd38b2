import type { OperationId } from '@billing-testkit/contracts';
import { Call } from '../transport/call.ts';
import type { Answer, Input, ListOperation, Query, RequestParts } from '../transport/operation.ts';
import type { CallOptions } from '../transport/options.ts';
import { Paged } from '../transport/paged.ts';
import type { Transport } from '../transport/transport.ts';

/** An area of the API. Each method of an area calls one operation over the client's transport. */
export abstract class Resource {
  protected readonly transport: Transport;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  /** Calls an operation. The compiler holds the parts of the request to those that the operation takes. */
  protected call<Op extends OperationId>(
    operationId: Op,
    parts: Input<Op> & RequestParts,
    options?: CallOptions,
  ): Call<Answer<Op>> {
    return this.transport.call(operationId, parts, options);
  }

  /** Calls an operation whose success has no fields. */
  protected callForNothing<Op extends OperationId>(
    operationId: Op,
    parts: Input<Op> & RequestParts,
    options?: CallOptions,
  ): Call<void> {
    const response = this.transport.call(operationId, parts, options).withResponse();
    return new Call(response.then((answer) => ({ ...answer, data: undefined })));
  }

  /** Makes the list of an operation that pages. Nothing is sent before the list is awaited or iterated. */
  protected paged<Op extends ListOperation, Id extends string, Item extends { readonly [Name in Id]: string }>(
    operationId: Op,
    query: Query<Op>,
    { items, id }: ListFields<Answer<Op>, Item, Id>,
    options?: CallOptions,
  ): Paged<Query<Op>, Answer<Op>, Item> {
    return new Paged(query, {
      operationId,
      ask: (page) => this.transport.call(operationId, { query: page }, options),
      itemsOf: items,
      idOf: (item) => item[id],
    });
  }
}

/** The function that finds the items of a page, and the name of the field of an item that is its id. */
interface ListFields<ListPage, Item, Id extends string> {
  readonly items: (page: ListPage) => readonly Item[];
  readonly id: Id;
}

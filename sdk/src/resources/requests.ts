import type { RequestBody } from '@billing-testkit/contracts';
import type { Call } from '../transport/call.ts';
import type { Answer, Query } from '../transport/operation.ts';
import type { CallOptions } from '../transport/options.ts';
import type { List } from '../transport/paged.ts';
import { Resource } from './resource.ts';

/** The mock server's journal of the requests that it answered. It is no part of the billing API. */
export class Requests extends Resource {
  /** Lists the newest requests of the account, or those of the whole server when no account is named, oldest first. */
  list(query: Query<'listRequests'> = {}, options?: CallOptions): List<'listRequests', 'requests'> {
    return this.paged('listRequests', query, { items: (page) => page.requests, id: 'entryId' }, options);
  }

  /**
   * Says whether so many requests of an operation came whose body has all that `body` has. When too few did, `nearest` tells the request
   * that came nearest, and the fields in which it differs.
   *
   * @throws BillingApiError with code VALIDATION_ERROR for an unknown operation.
   */
  verify(wanted: RequestBody<'verifyRequests'>, options?: CallOptions): Call<Answer<'verifyRequests'>> {
    return this.call('verifyRequests', { body: wanted }, options);
  }

  /** Forgets the requests of the account, or those of the whole server when no account is named. */
  delete(options?: CallOptions): Call<Answer<'deleteRequests'>> {
    return this.call('deleteRequests', {}, options);
  }
}

import type { Call } from '../transport/call.ts';
import type { Answer, Query } from '../transport/operation.ts';
import type { CallOptions } from '../transport/options.ts';
import { Resource } from './resource.ts';

/** The outbox of an account: messages that the mock server's batch jobs would have sent. It is no part of the billing API. */
export class Outbox extends Resource {
  /** Lists the messages of the account, oldest first. */
  list(query: Query<'listOutbox'> = {}, options?: CallOptions): Call<Answer<'listOutbox'>> {
    return this.call('listOutbox', { query }, options);
  }

  /** Empties the outbox of the account. */
  delete(options?: CallOptions): Call<Answer<'deleteOutbox'>> {
    return this.call('deleteOutbox', {}, options);
  }
}

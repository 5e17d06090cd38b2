import type { PathOf, RequestBody } from '@billing-testkit/contracts';
import type { Call } from '../transport/call.ts';
import type { Answer } from '../transport/operation.ts';
import type { CallOptions } from '../transport/options.ts';
import { Resource } from './resource.ts';

/** Accounts. An account is one customer with one billing group and its projects. */
export class Accounts extends Resource {
  /**
   * Creates an account of a member. The server makes up the ids that are left out. The first write that names an account also
   * creates it.
   */
  create(body: RequestBody<'createAccount'>, options?: CallOptions): Call<Answer<'createAccount'>> {
    return this.call('createAccount', { body }, options);
  }

  /** Reads an account. */
  get(uuid: PathOf<'getAccount'>['uuid'], options?: CallOptions): Call<Answer<'getAccount'>> {
    return this.call('getAccount', { path: { uuid } }, options);
  }

  /** Deletes an account and all its state. */
  delete(uuid: PathOf<'deleteAccount'>['uuid'], options?: CallOptions): Call<void> {
    return this.callForNothing('deleteAccount', { path: { uuid } }, options);
  }
}

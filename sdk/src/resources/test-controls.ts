import type { PathOf, RequestBody } from '@billing-testkit/contracts';
import type { Call } from '../transport/call.ts';
import type { StandardDefectName } from '../transport/document.gen.ts';
import type { Answer } from '../transport/operation.ts';
import type { CallOptions } from '../transport/options.ts';
import type { Transport } from '../transport/transport.ts';
import { Clock } from './clock.ts';
import { Faults } from './faults.ts';
import { Outbox } from './outbox.ts';
import { Requests } from './requests.ts';
import { Resource } from './resource.ts';
import { Snapshots } from './snapshots.ts';
import { Webhooks } from './webhooks.ts';

/** A known-wrong engine: one of the standard catalog, or, by another catalog, one that follows from its choices. */
export type DefectName = StandardDefectName | (string & {});

/** Controls of the mock server. They are no part of the billing API. */
export class TestControls extends Resource {
  readonly clock: Clock;
  readonly snapshots: Snapshots;
  readonly faults: Faults;
  readonly requests: Requests;
  readonly outbox: Outbox;
  readonly webhooks: Webhooks;

  constructor(transport: Transport) {
    super(transport);
    this.clock = new Clock(transport);
    this.snapshots = new Snapshots(transport);
    this.faults = new Faults(transport);
    this.requests = new Requests(transport);
    this.outbox = new Outbox(transport);
    this.webhooks = new Webhooks(transport);
  }

  /**
   * Makes the server forget the account and all its state, its clock and snapshots included, or every account and the server's own state when no account is
   * named.
   */
  reset(options?: CallOptions): Call<void> {
    return this.callForNothing('resetAccount', {}, options);
  }

  /**
   * Makes the server bill the account by a known-wrong engine from now on, and answers the sentence that describes its mistake. When no
   * account is named, this is about every account that has no defect of its own.
   *
   * @throws BillingApiError with code VALIDATION_ERROR for a name that does not exist. The error names similar defects.
   */
  setDefect(name: DefectName, options?: CallOptions): Call<Answer<'setDefect'>> {
    return this.call('setDefect', { body: { name } }, options);
  }

  /** Ends the account's own defect. When no account is named, the server bills again as it did when it was started. */
  clearDefect(options?: CallOptions): Call<void> {
    return this.callForNothing('clearDefect', {}, options);
  }

  /**
   * Brings an account into a provider state of a pact and answers the ids that were made, or tears the state down with the
   * action `teardown`. The account that was there before is gone.
   *
   * @throws BillingApiError with code VALIDATION_ERROR for a state that does not exist. The error names a similar state.
   */
  changeProviderState(
    body: RequestBody<'changeProviderState'>,
    options?: CallOptions,
  ): Call<Answer<'changeProviderState'>> {
    return this.call('changeProviderState', { body }, options);
  }

  /** Tells how many more requests the account may send. When no account is named, this is about the caller's address. */
  rateLimitStatus(options?: CallOptions): Call<Answer<'getRateLimitStatus'>> {
    return this.call('getRateLimitStatus', {}, options);
  }

  /**
   * Calculates a month of the account anew, and tells every figure: exact before its rounding, as the bill has it, and the section of the
   * billing rules that makes it. It changes nothing.
   */
  explain(month: PathOf<'explainStatement'>['month'], options?: CallOptions): Call<Answer<'explainStatement'>> {
    return this.call('explainStatement', { path: { month } }, options);
  }

  /**
   * Tells all that was put into the account as the content of a fixtures file, which a server is started with: write it to a file as JSON.
   * Calculations and payments are not in it.
   *
   * @throws BillingApiError with code CAPACITY_EXCEEDED when it is more than such a file may have.
   */
  fixture(options?: CallOptions): Call<Answer<'getFixture'>> {
    return this.call('getFixture', {}, options);
  }
}

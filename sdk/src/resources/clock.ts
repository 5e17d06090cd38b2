import type { RequestBody } from '@billing-testkit/contracts';
import type { Call } from '../transport/call.ts';
import type { Answer } from '../transport/operation.ts';
import type { CallOptions } from '../transport/options.ts';
import { Resource } from './resource.ts';

/** The clock of an account. It goes by real time until it is set for the first time. */
export class Clock extends Resource {
  /** Tells the time by the account's clock, and whether it was stopped. */
  get(options?: CallOptions): Call<Answer<'getClock'>> {
    return this.call('getClock', {}, options);
  }

  /**
   * Stops the clock at an instant, an RFC 3339 timestamp. Nothing else happens: steps that fall due in the time that is skipped are done
   * by the next `advance`.
   *
   * @throws BillingApiError with code CLOCK_BACKWARDS when the clock was stopped at a later instant before.
   */
  set(now: string, options?: CallOptions): Call<Answer<'setClock'>> {
    return this.call('setClock', { body: { now } }, options);
  }

  /**
   * Lets time pass until an instant, `{ to: '2025-05-01T00:00:00Z' }`, or for an ISO 8601 duration, `{ by: 'P1M' }`, which is
   * counted in the account's time zone; at most 100 years. The steps that fall due are done on the way, and the answer tells their events
   * in order: months are calculated, pending payments settle, credits expire, months become overdue. With `dryRun: true` they are only told.
   *
   * @throws BillingApiError with code CLOCK_BACKWARDS for an instant before the time of the clock, VALIDATION_ERROR for a text that is
   * no instant or no duration, or the code of the first step that falls due and is refused.
   */
  advance(time: RequestBody<'advanceClock'>, options?: CallOptions): Call<Answer<'advanceClock'>> {
    return this.call('advanceClock', { body: time }, options);
  }
}

import type { RequestBody } from '@billing-testkit/contracts';
import type { Call } from '../transport/call.ts';
import type { Answer, Query } from '../transport/operation.ts';
import type { CallOptions } from '../transport/options.ts';
import { Resource } from './resource.ts';

/** Calculations, which make a statement of a month, and previews, which store nothing. */
export class Calculations extends Resource {
  /** Calculates the account's statement of a month, or calculates it again. The calculation is done when this returns. */
  run(body: RequestBody<'calculateStatement'>, options?: CallOptions): Call<Answer<'calculateStatement'>> {
    return this.call('calculateStatement', { body }, options);
  }

  /** Tells how far the calculation of a month is. */
  progress(query: Query<'getCalculationProgress'>, options?: CallOptions): Call<Answer<'getCalculationProgress'>> {
    return this.call('getCalculationProgress', { query }, options);
  }

  /** Deletes a month's statement and gives back the credits that it used. The readings stay. */
  delete(query: Query<'deleteCalculation'>, options?: CallOptions): Call<void> {
    return this.callForNothing('deleteCalculation', { query }, options);
  }

  /** Calculates a statement from the request alone. No account is read or written. */
  preview(body: RequestBody<'previewStatement'>, options?: CallOptions): Call<Answer<'previewStatement'>> {
    return this.call('previewStatement', { body }, options);
  }
}

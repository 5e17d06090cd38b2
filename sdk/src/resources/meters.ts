import type { PathOf, RequestBody } from '@billing-testkit/contracts';
import type { Call } from '../transport/call.ts';
import type { Answer, Query } from '../transport/operation.ts';
import type { CallOptions } from '../transport/options.ts';
import type { List } from '../transport/paged.ts';
import { Resource } from './resource.ts';

/** Meter readings. They are the usage that a month is billed for. */
export class Meters extends Resource {
  /** Stores a batch of readings, or one reading. All of them are stored, or none. An event id that is repeated counts once. */
  create(body: RequestBody<'createMeters'>, options?: CallOptions): Call<Answer<'createMeters'>> {
    return this.call('createMeters', { body }, options);
  }

  /** Lists the account's readings in the order in which the server received them. */
  list(query: Query<'listMeters'> = {}, options?: CallOptions): List<'listMeters', 'meters'> {
    return this.paged('listMeters', query, { items: (page) => page.meters, id: 'meterId' }, options);
  }

  /** Reads one reading as it was stored. */
  get(meterId: PathOf<'getMeter'>['meterId'], options?: CallOptions): Call<Answer<'getMeter'>> {
    return this.call('getMeter', { path: { meterId } }, options);
  }

  /** Takes back one reading, and answers it. A reading of a month whose statement is final stays, and the call fails. */
  deleteOne(meterId: PathOf<'deleteMeter'>['meterId'], options?: CallOptions): Call<Answer<'deleteMeter'>> {
    return this.call('deleteMeter', { path: { meterId } }, options);
  }

  /**
   * Deletes the readings of app keys and days. A filter that is left out excludes nothing: `{}` deletes all readings of the
   * account.
   */
  delete(query: Query<'deleteMeters'>, options?: CallOptions): Call<Answer<'deleteMeters'>> {
    return this.call('deleteMeters', { query }, options);
  }
}

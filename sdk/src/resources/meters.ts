import type { PathOf, RequestBody } from '@billing-testkit/contracts';
import type { Answer, Query } from '../transport/operation.ts';
import type { CallOptions } from '../transport/options.ts';
import type { List } from '../transport/paged.ts';
import { Resource } from './resource.ts';

/** Meter readings, the usage that a month is billed by. */
export class Meters extends Resource {
  /** Stores a batch of readings, or one bare reading, all or nothing. A repeated event id counts once. */
  create(body: RequestBody<'createMeters'>, options?: CallOptions): Promise<Answer<'createMeters'>> {
    return this.call('createMeters', { body }, options);
  }

  /** Lists the account's readings in the order they were received. */
  list(query: Query<'listMeters'> = {}, options?: CallOptions): List<'listMeters', 'meters'> {
    return this.paged('listMeters', query, { items: (page) => page.meters, id: 'meterId' }, options);
  }

  /** Reads one reading as it was stored. */
  get(meterId: PathOf<'getMeter'>['meterId'], options?: CallOptions): Promise<Answer<'getMeter'>> {
    return this.call('getMeter', { path: { meterId } }, options);
  }

  /** Takes back one reading, and answers what it was; one of a month that is final stays. */
  deleteOne(meterId: PathOf<'deleteMeter'>['meterId'], options?: CallOptions): Promise<Answer<'deleteMeter'>> {
    return this.call('deleteMeter', { path: { meterId } }, options);
  }

  /** Deletes the readings of app keys and days. What is left out does not narrow: `{}` deletes every reading of the account. */
  delete(query: Query<'deleteMeters'>, options?: CallOptions): Promise<Answer<'deleteMeters'>> {
    return this.call('deleteMeters', { query }, options);
  }
}

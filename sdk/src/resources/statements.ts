import type { PathOf } from '@billing-testkit/contracts';
import type { Call } from '../transport/call.ts';
import type { Answer, Query } from '../transport/operation.ts';
import type { CallOptions } from '../transport/options.ts';
import { Resource } from './resource.ts';

/** Calculated statements, and the amounts that are still due on them. */
export class Statements extends Resource {
  /** Reads the account's statement of a month. `statements` is empty until the month is calculated. */
  get(month: PathOf<'getStatements'>['month'], options?: CallOptions): Call<Answer<'getStatements'>> {
    return this.call('getStatements', { path: { month } }, options);
  }

  /** Reads the account's statement of a month with the whole amount due on it, as the console shows it. */
  console(query: Query<'getConsoleStatements'>, options?: CallOptions): Call<Answer<'getConsoleStatements'>> {
    return this.call('getConsoleStatements', { query }, options);
  }

  /** Lists the statements up to a month on which something is still due, oldest first. */
  unpaid(month: PathOf<'getUnpaidStatements'>['month'], options?: CallOptions): Call<Answer<'getUnpaidStatements'>> {
    return this.call('getUnpaidStatements', { path: { month } }, options);
  }
}

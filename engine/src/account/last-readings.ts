import { type Month, utcMonth } from '../values/calendar.ts';
import { compareMoments } from '../values/timestamp.ts';
import type { Received } from './received-readings.ts';

/** The last reading of one running meter in each UTC month that has one. */
export class LastReadings {
  /** The readings in the order of their months. */
  readonly #lasts: Received[] = [];

  /** The last reading before `month`. */
  before(month: Month): Received | undefined {
    return this.#lasts[this.#countBefore(month) - 1];
  }

  of(month: Month): Received | undefined {
    const last = this.#lasts[this.#countBefore(month)];
    return last && monthOf(last) === month ? last : undefined;
  }

  /** Adds a reading. When timestamps are equal, the one received later is the later reading (§2). */
  add(received: Received): void {
    const month = monthOf(received);
    const known = this.of(month);
    if (known && compareMoments(known, received) > 0) return;
    this.#lasts.splice(this.#countBefore(month), known ? 1 : 0, received);
  }

  forget(month: Month): void {
    if (this.of(month)) this.#lasts.splice(this.#countBefore(month), 1);
  }

  /** The number of months before `month`, found by binary search. */
  #countBefore(month: Month): number {
    let [low, high] = [0, this.#lasts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const last = this.#lasts[middle];
      if (last && monthOf(last) < month) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function monthOf({ reading }: Received): Month {
  return utcMonth(reading.timestamp);
}

import { type Month, utcMonth } from '../values/calendar.ts';
import type { RecordedReading } from './recorded-reading.ts';

/** The last reading of one running meter in each UTC month that has one. */
export class LastReadings {
  /** The readings in the order of their months. */
  readonly #lasts: RecordedReading[] = [];

  /** The last reading before `month`. */
  before(month: Month): RecordedReading | undefined {
    return this.#lasts[this.#countBefore(month) - 1];
  }

  of(month: Month): RecordedReading | undefined {
    const last = this.#lasts[this.#countBefore(month)];
    return last && utcMonth(last.timestamp) === month ? last : undefined;
  }

  /** Adds a reading. When timestamps are equal, the one received later is the later reading (§2). */
  add(reading: RecordedReading): void {
    const month = utcMonth(reading.timestamp);
    const known = this.of(month);
    if (known && known.timestamp > reading.timestamp) return;
    this.#lasts.splice(this.#countBefore(month), known ? 1 : 0, reading);
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
      if (last && utcMonth(last.timestamp) < month) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

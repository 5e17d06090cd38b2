import type { Measurement, Tally } from '../rules/rules.ts';
import { Increases, laterOf, Sum } from '../rules/tallies.ts';
import type { Instant } from '../values/calendar.ts';
import { type Exact, ZERO } from '../values/exact.ts';
import { floatOf, ofFloat } from './binary-float.ts';

/** The level of the reading that was received last, whenever it was. */
export class LastLevelReceived implements Tally {
  #level = ZERO;

  add({ quantity }: Measurement): void {
    this.#level = quantity;
  }

  quantity(): Exact {
    return this.#level;
  }
}

/** The increases of a running meter that is taken to have begun with the month. */
export class IncreasesFromZero implements Tally {
  readonly #increases = new Increases();

  add(reading: Measurement): void {
    this.#increases.add(reading);
  }

  quantity(): Exact | undefined {
    return this.#increases.quantity();
  }
}

/** The last level of a running meter minus the one before the month; 0 when that is less. */
export class NetIncrease implements Tally {
  #start: Measurement | undefined;
  #last: Measurement | undefined;

  addEarlier(reading: Measurement): void {
    this.#start = laterOf(this.#start, reading);
  }

  add(reading: Measurement): void {
    this.#last = laterOf(this.#last, reading);
  }

  quantity(): Exact {
    if (!this.#last) return ZERO;
    const [start, last] = [this.#start?.quantity ?? ZERO, this.#last.quantity];
    return last.lt(start) ? ZERO : last.sub(start);
  }
}

/** The sum of quantities as binary floats. */
export class FloatSum implements Tally {
  #total = 0;

  add({ quantity }: Measurement): void {
    this.#total += floatOf(quantity);
  }

  quantity(): Exact {
    return ofFloat(this.#total);
  }
}

/** The sum of the readings of a resource without those that have the time of one before. */
export class DistinctTimesSum implements Tally {
  readonly #sum = new Sum();
  readonly #times = new Set<Instant>();

  add(reading: Measurement): void {
    if (this.#times.has(reading.timestamp)) return;
    this.#times.add(reading.timestamp);
    this.#sum.add(reading);
  }

  quantity(): Exact {
    return this.#sum.quantity();
  }
}

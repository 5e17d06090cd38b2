import { type Exact, ZERO } from '../values/exact.ts';
import { compareMoments } from '../values/timestamp.ts';
import type { Measurement, Tally } from './rules.ts';

/** The sum of all quantities. */
export class Sum implements Tally {
  #total = ZERO;

  add({ quantity }: Measurement): void {
    this.#total = this.#total.add(quantity);
  }

  quantity(): Exact {
    return this.#total;
  }
}

/** The level of the latest reading. */
export class LatestLevel implements Tally {
  #latest: Measurement | undefined;

  add(reading: Measurement): void {
    this.#latest = laterOf(this.#latest, reading);
  }

  quantity(): Exact {
    return this.#latest?.quantity ?? ZERO;
  }
}

/** The increases of one running meter from reading to reading; where it went down it was reset to 0. */
export class Increases implements Tally {
  #start: Measurement | undefined;
  #first: Measurement | undefined;
  #last: Measurement | undefined;
  #sinceFirst = ZERO;
  #isInOrder = true;

  addEarlier(reading: Measurement): void {
    this.#start = laterOf(this.#start, reading);
  }

  add(reading: Measurement): void {
    if (this.#last) this.#addNext(this.#last, reading);
    else this.#first = reading;
    this.#last = reading;
  }

  #addNext(last: Measurement, reading: Measurement): void {
    if (compareMoments(last, reading) > 0) this.#isInOrder = false;
    if (this.#isInOrder) this.#sinceFirst = this.#sinceFirst.add(increase(last.quantity, reading.quantity));
  }

  quantity(): Exact | undefined {
    if (!this.#isInOrder) return undefined;
    if (!this.#first) return ZERO;
    return this.#sinceFirst.add(increase(this.#start?.quantity ?? ZERO, this.#first.quantity));
  }
}

function increase(from: Exact, to: Exact): Exact {
  return to.lt(from) ? to : to.sub(from);
}

/** The later of two readings; of equal timestamps the one received later is the later one (§2). */
export function laterOf(known: Measurement | undefined, received: Measurement): Measurement {
  return known && compareMoments(known, received) > 0 ? known : received;
}

/** A rule that adds up each resource by itself, and then the quantities of the resources (§2). */
export function perResource(newTally: () => Tally): () => Tally {
  return () => new ResourceTallies(newTally);
}

/** The readings without a resource are one resource of their project. */
class ResourceTallies implements Tally {
  readonly #newTally: () => Tally;
  readonly #byResource = new Map<string | undefined, Tally>();

  constructor(newTally: () => Tally) {
    this.#newTally = newTally;
  }

  add(reading: Measurement): void {
    this.#of(reading).add(reading);
  }

  addEarlier(reading: Measurement): void {
    this.#of(reading).addEarlier?.(reading);
  }

  quantity(): Exact | undefined {
    let total = ZERO;
    for (const tally of this.#byResource.values()) {
      const quantity = tally.quantity();
      if (!quantity) return undefined;
      total = total.add(quantity);
    }
    return total;
  }

  #of({ resourceId }: Measurement): Tally {
    const known = this.#byResource.get(resourceId);
    if (known) return known;
    const tally = this.#newTally();
    this.#byResource.set(resourceId, tally);
    return tally;
  }
}

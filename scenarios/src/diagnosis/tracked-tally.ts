import { isDeepStrictEqual } from 'node:util';
import type { Defect, Exact, Measurement, Tally } from '@billing-testkit/engine';

/** A tally that adds to `acting` each defect whose own tally comes to another quantity of the same readings. */
export class TrackedTally implements Tally {
  readonly #tally: Tally;
  readonly #others: ReadonlyMap<Defect, Tally>;
  readonly #acting: Set<Defect>;

  constructor(tally: Tally, others: ReadonlyMap<Defect, Tally>, acting: Set<Defect>) {
    this.#tally = tally;
    this.#others = others;
    this.#acting = acting;
  }

  add(reading: Measurement): void {
    this.#tally.add(reading);
    for (const other of this.#others.values()) other.add(reading);
  }

  addEarlier(reading: Measurement): void {
    this.#tally.addEarlier?.(reading);
    for (const other of this.#others.values()) other.addEarlier?.(reading);
  }

  /** While the tally needs the readings in another order, nothing is compared: it is then asked again with others. */
  quantity(): Exact | undefined {
    const quantity = this.#tally.quantity();
    if (quantity === undefined) return undefined;
    for (const [defect, other] of this.#others)
      if (!isDeepStrictEqual(quantity, quantityOf(other))) this.#acting.add(defect);
    return quantity;
  }
}

/** The quantity; `undefined` also when a tally of a defect refuses readings that the right one doesn't look at. */
function quantityOf(tally: Tally): Exact | undefined {
  try {
    return tally.quantity();
  } catch {
    return undefined;
  }
}

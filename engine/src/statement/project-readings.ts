import type { ReceivedReading } from '../model/received-reading.ts';
import type { CounterType, Reading } from '../model/statement-input.ts';
import type { Rules, Tally } from '../rules/rules.ts';
import type { Exact } from '../values/exact.ts';
import { compareMoments } from '../values/timestamp.ts';
import type { CounterPrice } from './counter-price.ts';
import { MeasuredReading } from './measured-reading.ts';

/** A project's readings of a counter, which are added up as they come and not kept. */
export class ProjectReadings {
  readonly projectId: string;
  readonly counterName: string;
  readonly counterType: CounterType;
  readonly price: CounterPrice;
  readonly #tally: Tally;
  /** The first reading of the month that was received. */
  #first: Reading | undefined;

  constructor({ projectId, counterName, counterType }: Reading, price: CounterPrice, rules: Rules) {
    this.projectId = projectId;
    this.counterName = counterName;
    this.counterType = counterType;
    this.price = price;
    this.#tally = newTally[counterType](rules);
  }

  /** Whether there is a reading of the month. */
  get isUsed(): boolean {
    return this.#first !== undefined;
  }

  /** The unit of the price; when it has none, that of the first reading of the month received. */
  get unit(): string {
    return this.price.pricing.unit ?? this.#first?.unit ?? '';
  }

  /** The quantity; `undefined` when the readings of a resource have to be added in the order of their times. */
  quantity(): Exact | undefined {
    return this.#tally.quantity();
  }

  /** Adds a reading before the month. */
  addEarlier(received: ReceivedReading): void {
    this.#tally.addEarlier?.(new MeasuredReading(received, this.price));
  }

  /** Adds a reading of the month. Throws `UNIT_MISMATCH` when its unit does not convert. */
  add(received: ReceivedReading): void {
    // Every reading of the month has to convert; of those before it only the one that a meter starts from.
    this.price.factorOf(received);
    this.#first ??= received.reading;
    this.#tally.add(new MeasuredReading(received, this.price));
  }
}

/** Readings in the order of receipt. */
export interface Readings {
  readonly inMonth: readonly ReceivedReading[];
  /** Those before the month, of a running meter. */
  readonly earlier: readonly ReceivedReading[];
}

/** The quantity of the readings of one resource of a project. */
export function quantityOfResource(readings: Readings, group: ProjectReadings, rules: Rules): Exact {
  const tally = newTally[group.counterType](rules);
  addTo(tally, readings, group);
  return tally.quantity() ?? quantityInTime([readings], group, rules);
}

/** The quantity of a project's readings, given by resource, when they are added in the order of their times. */
export function quantityInTime(resources: Iterable<Readings>, group: ProjectReadings, rules: Rules): Exact {
  const tally = newTally[group.counterType](rules);
  for (const { inMonth, earlier } of resources)
    addTo(tally, { inMonth: inMonth.toSorted(compareMoments), earlier }, group);
  const quantity = tally.quantity();
  if (!quantity) throw new RangeError(`The rule for ${group.counterType} takes readings in no order.`);
  return quantity;
}

function addTo(tally: Tally, { inMonth, earlier }: Readings, { price }: ProjectReadings): void {
  for (const received of earlier) tally.addEarlier?.(new MeasuredReading(received, price));
  for (const received of inMonth) tally.add(new MeasuredReading(received, price));
}

const newTally: Record<CounterType, (rules: Rules) => Tally> = {
  DELTA: (rules) => rules.delta(),
  GAUGE: (rules) => rules.gauge(),
  CUMULATIVE: (rules) => rules.cumulative(),
};

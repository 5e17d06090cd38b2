import type { BillingError } from '../errors/billing-error.ts';
import type { ReadingList, ReceivedReading } from '../model/received-reading.ts';
import type { CounterType, Reading } from '../model/statement-input.ts';
import { compareMoments, type Moment, momentOf } from '../values/timestamp.ts';
import type { Calculation } from './calculation.ts';
import { CounterPrice } from './counter-price.ts';
import { counterTypeConflict } from './counter-types.ts';
import { ProjectReadings, type Readings } from './project-readings.ts';

interface CounterReadings {
  readonly counterName: string;
  readonly counterType: CounterType;
  readonly price: CounterPrice;
  readonly projects: Map<string, ProjectReadings>;
}

/** A counter and the projects that have readings of it in the month. */
interface UsedCounter {
  readonly counterName: string;
  readonly price: CounterPrice;
  readonly projects: readonly ProjectReadings[];
}

/**
 * The readings that a month's bill follows from, by counter and project: those of the month and, of running meters, those before it.
 * They are added up in one pass and not kept; a caller that needs some of them again has them made again, from their places in the list.
 */
export class ReadingGroups {
  readonly #readings: ReadingList;
  readonly #calculation: Calculation;
  readonly #start: Moment;
  readonly #end: Moment;
  readonly #counters = new Map<string, CounterReadings>();
  readonly #places = new Map<CounterType, ReadonlyMap<ProjectReadings, readonly number[]>>();

  constructor(readings: ReadingList, calculation: Calculation) {
    const { start, end } = calculation.period;
    this.#readings = readings;
    this.#calculation = calculation;
    this.#start = momentOf(start);
    this.#end = momentOf(end);
    for (let place = 0; place < readings.length; place += 1) this.#add(readings.at(place));
  }

  #add(received: ReceivedReading | undefined): void {
    if (!received) return;
    const { reading } = received;
    const counter = this.#counterOf(reading);
    if (counter.counterType !== reading.counterType) throw this.#typeConflict(received, counter.counterType);
    if (!this.#counts(received)) return;
    const group = this.#groupOf(reading, counter);
    if (this.#isBeforeMonth(received)) group.addEarlier(received);
    else group.add(received);
  }

  #typeConflict(received: ReceivedReading, known: CounterType): BillingError {
    const path = this.#calculation.pathOf?.(received) ?? '';
    return counterTypeConflict(received.reading.counterName, known, `${path}/counterType`);
  }

  /** The counters and projects that have readings of the month, in the order of their names. */
  used(): UsedCounter[] {
    const counters = [...this.#counters.values()].map(({ counterName, price, projects }) => {
      const used = [...projects.values()].filter(({ isUsed }) => isUsed);
      return { counterName, price, projects: used.sort(byProjectId) };
    });
    return counters.filter(({ projects }) => projects.length > 0).sort(byCounterName);
  }

  /** The readings of a group, received anew. */
  readingsOf(group: ProjectReadings): Readings {
    return this.#receive(this.#placesOf(group));
  }

  /** The readings of each resource of a group, received anew. Those without a resource are one resource of their project (§2). */
  *resourcesOf(group: ProjectReadings): Iterable<Readings> {
    const resources = new Map<string | undefined, number[]>();
    for (const place of this.#placesOf(group)) pushUnder(resources, this.#readings.sentAt(place)?.resourceId, place);
    for (const places of resources.values()) yield this.#receive(places);
  }

  #receive(places: readonly number[]): Readings {
    const [inMonth, earlier]: [ReceivedReading[], ReceivedReading[]] = [[], []];
    for (const place of places) {
      const received = this.#readings.at(place);
      if (!received || !this.#counts(received)) continue;
      (this.#isBeforeMonth(received) ? earlier : inMonth).push(received);
    }
    return { inMonth, earlier };
  }

  /** The places are found for all counters of a type at once, when they are first asked for. */
  #placesOf(group: ProjectReadings): readonly number[] {
    const known = this.#places.get(group.counterType) ?? this.#placesByGroup(group.counterType);
    this.#places.set(group.counterType, known);
    return known.get(group) ?? [];
  }

  #placesByGroup(counterType: CounterType): ReadonlyMap<ProjectReadings, readonly number[]> {
    const places = new Map<ProjectReadings, number[]>();
    for (let place = 0; place < this.#readings.length; place += 1) {
      const reading = this.#readings.sentAt(place);
      if (reading?.counterType !== counterType) continue;
      const group = this.#counters.get(reading.counterName)?.projects.get(reading.projectId);
      if (group) pushUnder(places, group, place);
    }
    return places;
  }

  #counts(received: ReceivedReading): boolean {
    if (compareMoments(received, this.#end) >= 0) return false;
    return received.reading.counterType === 'CUMULATIVE' || !this.#isBeforeMonth(received);
  }

  #isBeforeMonth(received: Moment): boolean {
    return compareMoments(received, this.#start) < 0;
  }

  #groupOf(reading: Reading, { price, projects }: CounterReadings): ProjectReadings {
    const known = projects.get(reading.projectId);
    if (known) return known;
    const group = new ProjectReadings(reading, price, this.#calculation.rules);
    projects.set(reading.projectId, group);
    return group;
  }

  #counterOf({ counterName, counterType }: Reading): CounterReadings {
    const known = this.#counters.get(counterName);
    if (known) return known;
    const price = new CounterPrice(counterName, this.#calculation);
    const counter: CounterReadings = { counterName, counterType, price, projects: new Map() };
    this.#counters.set(counterName, counter);
    return counter;
  }
}

function byCounterName(a: UsedCounter, b: UsedCounter): number {
  return a.counterName < b.counterName ? -1 : 1;
}

function byProjectId(a: ProjectReadings, b: ProjectReadings): number {
  return a.projectId < b.projectId ? -1 : 1;
}

function pushUnder<Key>(places: Map<Key, number[]>, key: Key, place: number): void {
  const known = places.get(key);
  if (known) known.push(place);
  else places.set(key, [place]);
}

import type { CounterType } from '../model/statement-input.ts';
import { addMonths, type Month, type Period, utcMonth } from '../values/calendar.ts';
import { LastReadings } from './last-readings.ts';
import { type Received, ReceivedReadings } from './received-readings.ts';
import type { RecordedReading } from './recorded-reading.ts';
import { sequenceOf } from './sequence.ts';

/** An account's readings. Readings of a month are found without going through those of other months. */
export interface ReadingLog {
  readonly size: number;
  get(meterId: string): RecordedReading | undefined;
  /** The reading that an event id was first sent with. */
  ofEvent(eventId: string): RecordedReading | undefined;
  /** The type that a counter's readings have. */
  typeOf(counterName: string): CounterType | undefined;
  /** All readings in the order of receipt. */
  all(): Iterable<RecordedReading>;
  /** A page of `all()`: at most `limit` readings, without the first `offset` ones. It does not go through the others. */
  page(page: { readonly offset: number; readonly limit: number }): RecordedReading[];
  /**
   * The readings of `all()` that were received after a reading, which may have been deleted meanwhile; none when the id is
   * not an id of a reading. Only the readings that are taken are gone through. Take them before anything else is recorded or
   * deleted.
   */
  after(meterId: string): Iterable<RecordedReading>;
  /** The readings of a billing month, whatever its time zone, in the order of receipt. */
  within(month: Month, period: Period): RecordedReading[];
  /** The readings of any period, in the order of receipt. It goes through the UTC months that the period touches. */
  between(period: Period): RecordedReading[];
  /** All readings that a month's bill can follow from: those around the month, and the last ones of running meters before. */
  billable(month: Month): RecordedReading[];
}

/** Readings are kept by UTC month: in any time zone a billing month lies within the UTC month of its name and its neighbours. */
export class LiveReadingLog implements ReadingLog {
  readonly #byId = new Map<string, Received>();
  readonly #byEvent = new Map<string, RecordedReading>();
  readonly #byMonth = new Map<Month, Map<string, Received>>();
  readonly #received = new ReceivedReadings();
  readonly #counters = new Map<string, { readonly type: CounterType; readings: number }>();
  readonly #runningMeters = new Map<string, LastReadings>();
  /** The running meters that lost the last reading of a month: another one has to be found before a bill asks for it. */
  readonly #withoutLast = new Map<Month, Set<string>>();

  get size(): number {
    return this.#byId.size;
  }

  get(meterId: string): RecordedReading | undefined {
    return this.#byId.get(meterId)?.reading;
  }

  ofEvent(eventId: string): RecordedReading | undefined {
    return this.#byEvent.get(eventId);
  }

  typeOf(counterName: string): CounterType | undefined {
    return this.#counters.get(counterName)?.type;
  }

  all(): Iterable<RecordedReading> {
    return this.#received.from(0);
  }

  page({ offset, limit }: { readonly offset: number; readonly limit: number }): RecordedReading[] {
    const page: RecordedReading[] = [];
    if (limit <= 0) return page;
    for (const reading of this.#received.from(offset)) if (page.push(reading) >= limit) break;
    return page;
  }

  after(meterId: string): Iterable<RecordedReading> {
    const order = sequenceOf(meterId);
    return order === undefined ? [] : this.#received.after(order);
  }

  within(month: Month, period: Period): RecordedReading[] {
    return inPeriod(this.#around(month), period);
  }

  between(period: Period): RecordedReading[] {
    const [first, last] = [utcMonth(period.start), utcMonth(period.end)];
    const touched = [...this.#byMonth.keys()].filter((month) => first <= month && month <= last);
    return inPeriod(this.#inOrder(touched), period);
  }

  billable(month: Month): RecordedReading[] {
    this.#findLasts();
    const readings = this.#around(month);
    const before = addMonths(month, -1);
    const meters = new Set(readings.filter(isRunning).map(meterOf));
    const starts = [...meters].flatMap((meter) => this.#runningMeters.get(meter)?.before(before) ?? []);
    return [...starts, ...readings];
  }

  append(reading: RecordedReading): void {
    const { meterId, eventId, counterName, counterType, timestamp } = reading;
    const month = utcMonth(timestamp);
    const received = { reading, order: sequenceOf(meterId) ?? 0 };
    const ofMonth = this.#byMonth.get(month) ?? new Map<string, Received>();
    const counter = this.#counters.get(counterName) ?? { type: counterType, readings: 0 };
    counter.readings += 1;
    this.#byId.set(meterId, received);
    this.#received.append(received);
    this.#byMonth.set(month, ofMonth.set(meterId, received));
    this.#counters.set(counterName, counter);
    if (eventId !== undefined) this.#byEvent.set(eventId, reading);
    if (isRunning(reading)) this.#lastsOf(meterOf(reading)).add(reading);
  }

  /** Takes out readings. The last reading that a running meter then has in a month is found when a bill asks for it. */
  delete(meterIds: Iterable<string>): void {
    const gone = new Set([...meterIds].flatMap((meterId) => this.#byId.get(meterId) ?? []));
    this.#received.delete(gone);
    for (const { reading } of gone) this.#takeOut(reading);
  }

  #takeOut(reading: RecordedReading): void {
    const { meterId, counterName, eventId, timestamp } = reading;
    const month = utcMonth(timestamp);
    const ofMonth = this.#byMonth.get(month);
    const counter = this.#counters.get(counterName);
    if (counter && --counter.readings === 0) this.#counters.delete(counterName);
    this.#byId.delete(meterId);
    ofMonth?.delete(meterId);
    if (ofMonth?.size === 0) this.#byMonth.delete(month);
    if (eventId !== undefined) this.#byEvent.delete(eventId);
    if (!isRunning(reading)) return;
    const meter = meterOf(reading);
    if (this.#lastsOf(meter).of(month)?.meterId !== meterId) return;
    this.#lastsOf(meter).forget(month);
    this.#withoutLast.set(month, (this.#withoutLast.get(month) ?? new Set()).add(meter));
  }

  #around(month: Month): RecordedReading[] {
    return this.#inOrder([addMonths(month, -1), month, addMonths(month, 1)]);
  }

  /** The readings of the UTC months in the order of receipt. */
  #inOrder(months: readonly Month[]): RecordedReading[] {
    const received = months.flatMap((month) => [...(this.#byMonth.get(month)?.values() ?? [])]);
    return received.sort((a, b) => a.order - b.order).map(({ reading }) => reading);
  }

  #lastsOf(meter: string): LastReadings {
    const lasts = this.#runningMeters.get(meter) ?? new LastReadings();
    this.#runningMeters.set(meter, lasts);
    return lasts;
  }

  /** Finds the last reading anew for each month of a running meter that lost it. */
  #findLasts(): void {
    for (const [month, meters] of this.#withoutLast) {
      for (const meter of meters) this.#lastsOf(meter).forget(month);
      const readings = this.#inOrder([month]).filter((reading) => isRunning(reading) && meters.has(meterOf(reading)));
      for (const reading of readings) this.#lastsOf(meterOf(reading)).add(reading);
    }
    this.#withoutLast.clear();
  }
}

function inPeriod(readings: readonly RecordedReading[], { start, end }: Period): RecordedReading[] {
  return readings.filter(({ timestamp }) => start <= timestamp && timestamp < end);
}

function isRunning({ counterType }: RecordedReading): boolean {
  return counterType === 'CUMULATIVE';
}

function meterOf({ projectId, counterName, resourceId }: RecordedReading): string {
  return JSON.stringify([projectId, counterName, resourceId]);
}

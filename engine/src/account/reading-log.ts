import type { ReceivedReading } from '../model/received-reading.ts';
import type { CounterType } from '../model/statement-input.ts';
import { receive } from '../statement/check-reading.ts';
import { addMonths, type Month, type Period, utcMonth } from '../values/calendar.ts';
import type { LastReadings } from './last-readings.ts';
import { type Received, ReceivedReadings } from './received-readings.ts';
import type { RecordedReading } from './recorded-reading.ts';
import { RunningMeters } from './running-meters.ts';
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
  /** The UTC months that have readings. */
  utcMonths(): Month[];
  /** Whether a period that touches no other UTC months than `month` and its neighbours has a reading. It stops at the first one. */
  hasWithin(month: Month, period: Period): boolean;
  /** All readings that a month's bill can follow from: those around the month, and the last ones of running meters before. */
  billable(month: Month): RecordedReading[];
  /** The readings of `billable(month)` as a bill is made of them. */
  received(month: Month): ReceivedReading[];
}

/** A counter of an account, and how many readings it has. */
interface Counter {
  readonly type: CounterType;
  readings: number;
}

/** Readings are kept by UTC month: in any time zone a billing month lies within the UTC month of its name and its neighbours. */
export class LiveReadingLog implements ReadingLog {
  readonly #byEvent = new Map<string, RecordedReading>();
  readonly #byMonth = new Map<Month, ReceivedReadings>();
  readonly #received = new ReceivedReadings();
  readonly #counters = new Map<string, Counter>();
  readonly #runningMeters = new RunningMeters();
  /** The running meters that lost the last reading of a month: another one has to be found before a bill asks for it. */
  readonly #withoutLast = new Map<Month, Set<LastReadings>>();

  get size(): number {
    return this.#received.size;
  }

  get(meterId: string): RecordedReading | undefined {
    return this.#find(meterId)?.reading;
  }

  #find(meterId: string): Received | undefined {
    const order = sequenceOf(meterId);
    const received = order === undefined ? undefined : this.#received.get(order);
    return received?.reading.meterId === meterId ? received : undefined;
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

  utcMonths(): Month[] {
    return [...this.#byMonth.keys()];
  }

  hasWithin(month: Month, { start, end }: Period): boolean {
    return neighbours(month).some((near) =>
      this.#byMonth.get(near)?.some(({ reading: { timestamp } }) => start <= timestamp && timestamp < end),
    );
  }

  between(period: Period): RecordedReading[] {
    const [first, last] = [utcMonth(period.start), utcMonth(period.end)];
    const touched = [...this.#byMonth.keys()].filter((month) => first <= month && month <= last);
    return inPeriod(this.#inOrder(touched), period);
  }

  billable(month: Month): RecordedReading[] {
    return this.received(month).map(({ reading }) => reading);
  }

  received(month: Month): Received[] {
    this.#findLasts();
    const readings = this.#around(month);
    const before = addMonths(month, -1);
    const meters = new Set(readings.filter(isRunning).map(({ reading }) => this.#runningMeters.of(reading)));
    const starts = [...meters].flatMap((meter) => meter.before(before) ?? []);
    return [...starts, ...readings];
  }

  /** Keeps a reading that was recorded, with the numbers that bills are made of. Throws when it cannot have been recorded. */
  append(reading: RecordedReading): void {
    const { meterId, eventId } = reading;
    const order = sequenceOf(meterId);
    const received = order === undefined ? undefined : receive(reading, order);
    if (!received) throw new RangeError(`${meterId} cannot have been recorded: its id or another field is wrong.`);
    this.#received.append(received);
    this.#ofMonth(utcMonth(reading.timestamp)).append(received);
    this.#counterOf(reading).readings += 1;
    if (eventId !== undefined) this.#byEvent.set(eventId, reading);
    if (isRunning(received)) this.#runningMeters.of(reading).add(received);
  }

  #ofMonth(month: Month): ReceivedReadings {
    const known = this.#byMonth.get(month);
    if (known) return known;
    const ofMonth = new ReceivedReadings();
    this.#byMonth.set(month, ofMonth);
    return ofMonth;
  }

  #counterOf({ counterName, counterType }: RecordedReading): Counter {
    const known = this.#counters.get(counterName);
    if (known) return known;
    const counter = { type: counterType, readings: 0 };
    this.#counters.set(counterName, counter);
    return counter;
  }

  /** Takes out readings. The last reading that a running meter then has in a month is found when a bill asks for it. */
  delete(meterIds: Iterable<string>): void {
    const gone = new Set([...meterIds].flatMap((meterId) => this.#find(meterId) ?? []));
    this.#received.delete(gone);
    for (const [month, ofMonth] of byMonth(gone)) this.#deleteIn(month, ofMonth);
    for (const received of gone) this.#takeOut(received);
  }

  #deleteIn(month: Month, gone: ReadonlySet<Received>): void {
    const ofMonth = this.#byMonth.get(month);
    ofMonth?.delete(gone);
    if (ofMonth?.size === 0) this.#byMonth.delete(month);
  }

  #takeOut(received: Received): void {
    const { reading } = received;
    const { counterName, eventId, timestamp } = reading;
    const month = utcMonth(timestamp);
    const counter = this.#counters.get(counterName);
    if (counter && --counter.readings === 0) this.#counters.delete(counterName);
    if (eventId !== undefined) this.#byEvent.delete(eventId);
    if (!isRunning(received)) return;
    const meter = this.#runningMeters.of(reading);
    if (meter.of(month) !== received) return;
    meter.forget(month);
    this.#withoutLast.set(month, (this.#withoutLast.get(month) ?? new Set()).add(meter));
  }

  #around(month: Month): Received[] {
    return this.#inOrder(neighbours(month));
  }

  /** The readings of the UTC months in the order of receipt. */
  #inOrder(months: readonly Month[]): Received[] {
    const received = months.flatMap((month) => this.#byMonth.get(month)?.all() ?? []);
    return received.sort((a, b) => a.order - b.order);
  }

  /** Finds the last reading anew for each month of a running meter that lost it. */
  #findLasts(): void {
    for (const [month, meters] of this.#withoutLast) {
      for (const meter of meters) meter.forget(month);
      for (const received of this.#inOrder([month]).filter(isRunning)) {
        const meter = this.#runningMeters.of(received.reading);
        if (meters.has(meter)) meter.add(received);
      }
    }
    this.#withoutLast.clear();
  }
}

function inPeriod(received: readonly Received[], { start, end }: Period): RecordedReading[] {
  return received.map(({ reading }) => reading).filter(({ timestamp }) => start <= timestamp && timestamp < end);
}

/** The UTC months that a billing month may touch. */
function neighbours(month: Month): Month[] {
  return [month, addMonths(month, -1), addMonths(month, 1)];
}

function byMonth(received: Iterable<Received>): Map<Month, Set<Received>> {
  const months = new Map<Month, Set<Received>>();
  for (const one of received) {
    const month = utcMonth(one.reading.timestamp);
    months.set(month, (months.get(month) ?? new Set()).add(one));
  }
  return months;
}

function isRunning({ reading }: Received): boolean {
  return reading.counterType === 'CUMULATIVE';
}

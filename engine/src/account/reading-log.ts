import type { CounterType } from '../statement/statement-input.ts';
import { addMonths, type Month, type Period, utcMonth } from '../values/calendar.ts';
import type { RecordedReading } from './recorded-reading.ts';

/** An account's readings, found without going through those of other months. */
export interface ReadingLog {
  readonly size: number;
  get(meterId: string): RecordedReading | undefined;
  /** The reading that an event id was first sent with. */
  ofEvent(eventId: string): RecordedReading | undefined;
  /** The type that a counter's readings have. */
  typeOf(counterName: string): CounterType | undefined;
  /** In the order of receipt. */
  all(): Iterable<RecordedReading>;
  /** Those of a billing month, whatever its time zone, in the order of receipt. */
  within(month: Month, period: Period): RecordedReading[];
  /** All that the bill of a month can follow from: its readings and the last ones of running meters before it. */
  billable(month: Month): RecordedReading[];
}

interface Received {
  readonly reading: RecordedReading;
  readonly order: number;
}

/** Kept per UTC month: in any time zone a billing month lies within the UTC month of its name and that one's neighbours. */
export class LiveReadingLog implements ReadingLog {
  readonly #byId = new Map<string, RecordedReading>();
  readonly #byEvent = new Map<string, RecordedReading>();
  readonly #byMonth = new Map<Month, Map<string, Received>>();
  #received = 0;
  readonly #counters = new Map<string, { readonly type: CounterType; readings: number }>();
  /** Of each running meter the last reading of every month that has one, by month. */
  readonly #runningMeters = new Map<string, RecordedReading[]>();

  get size(): number {
    return this.#byId.size;
  }

  get(meterId: string): RecordedReading | undefined {
    return this.#byId.get(meterId);
  }

  ofEvent(eventId: string): RecordedReading | undefined {
    return this.#byEvent.get(eventId);
  }

  typeOf(counterName: string): CounterType | undefined {
    return this.#counters.get(counterName)?.type;
  }

  all(): Iterable<RecordedReading> {
    return this.#byId.values();
  }

  within(month: Month, { start, end }: Period): RecordedReading[] {
    return this.#around(month).filter(({ timestamp }) => start <= timestamp && timestamp < end);
  }

  billable(month: Month): RecordedReading[] {
    const readings = this.#around(month);
    const before = addMonths(month, -1);
    const meters = new Set(readings.filter(isRunning).map(meterOf));
    const starts = [...meters].flatMap((meter) => {
      const last = this.#runningMeters.get(meter)?.findLast((reading) => utcMonth(reading.timestamp) < before);
      return last ? [last] : [];
    });
    return [...starts, ...readings];
  }

  append(reading: RecordedReading): void {
    const { meterId, eventId, counterName, counterType, timestamp } = reading;
    const month = utcMonth(timestamp);
    const ofMonth = this.#byMonth.get(month) ?? new Map<string, Received>();
    const counter = this.#counters.get(counterName) ?? { type: counterType, readings: 0 };
    counter.readings += 1;
    this.#received += 1;
    this.#byId.set(meterId, reading);
    this.#byMonth.set(month, ofMonth.set(meterId, { reading, order: this.#received }));
    this.#counters.set(counterName, counter);
    if (eventId !== undefined) this.#byEvent.set(eventId, reading);
    if (isRunning(reading)) this.#remember(reading);
  }

  /** Takes out readings; goes once through the months of running meters, however many readings go. */
  delete(meterIds: Iterable<string>): void {
    const running = new Map<Month, Set<string>>();
    for (const reading of Array.from(meterIds, (meterId) => this.#byId.get(meterId))) {
      if (!reading) continue;
      this.#takeOut(reading);
      if (!isRunning(reading)) continue;
      const month = utcMonth(reading.timestamp);
      running.set(month, (running.get(month) ?? new Set()).add(meterOf(reading)));
    }
    for (const [month, meters] of running) this.#findLasts(month, meters);
  }

  #takeOut({ meterId, counterName, eventId, timestamp }: RecordedReading): void {
    const counter = this.#counters.get(counterName);
    if (counter && --counter.readings === 0) this.#counters.delete(counterName);
    this.#byId.delete(meterId);
    this.#byMonth.get(utcMonth(timestamp))?.delete(meterId);
    if (eventId !== undefined) this.#byEvent.delete(eventId);
  }

  #around(month: Month): RecordedReading[] {
    const months = [addMonths(month, -1), month, addMonths(month, 1)];
    const received = months.flatMap((near) => this.#ofMonth(near));
    return received.sort((a, b) => a.order - b.order).map(({ reading }) => reading);
  }

  #ofMonth(month: Month): Received[] {
    return [...(this.#byMonth.get(month)?.values() ?? [])];
  }

  #lastsOf(meter: string): RecordedReading[] {
    return this.#runningMeters.get(meter) ?? [];
  }

  #remember(reading: RecordedReading): void {
    const meter = meterOf(reading);
    const lasts = this.#lastsOf(meter);
    const month = utcMonth(reading.timestamp);
    const index = lasts.findLastIndex((last) => utcMonth(last.timestamp) <= month);
    const known = lasts[index];
    if (known && utcMonth(known.timestamp) === month) {
      if (known.timestamp <= reading.timestamp) lasts[index] = reading;
    } else {
      lasts.splice(index + 1, 0, reading);
    }
    this.#runningMeters.set(meter, lasts);
  }

  /** Finds the last readings of a month anew for the meters. */
  #findLasts(month: Month, meters: ReadonlySet<string>): void {
    for (const meter of meters) {
      const others = this.#lastsOf(meter).filter((last) => utcMonth(last.timestamp) !== month);
      this.#runningMeters.set(meter, others);
    }
    for (const { reading } of this.#ofMonth(month)) {
      if (isRunning(reading) && meters.has(meterOf(reading))) this.#remember(reading);
    }
  }
}

function isRunning({ counterType }: RecordedReading): boolean {
  return counterType === 'CUMULATIVE';
}

function meterOf({ projectId, counterName, resourceId }: RecordedReading): string {
  return JSON.stringify([projectId, counterName, resourceId]);
}

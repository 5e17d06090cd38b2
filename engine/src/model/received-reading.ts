import type { Instant } from '../values/calendar.ts';
import type { Exact } from '../values/exact.ts';
import { isMomentText, type Moment, momentText } from '../values/timestamp.ts';
import type { Reading } from './statement-input.ts';

/** A reading whose fields are right, with its time and its volume as numbers: a bill is made of these. */
export class ReceivedReading<Sent extends Reading = Reading> implements Moment {
  readonly reading: Sent;
  /** Its place in the order of receipt. */
  readonly order: number;
  readonly second: number;
  readonly nanosecond: number;
  readonly volume: Exact;

  constructor(reading: Sent, order: number, { second, nanosecond }: Moment, volume: Exact) {
    this.reading = reading;
    this.order = order;
    this.second = second;
    this.nanosecond = nanosecond;
    this.volume = volume;
  }

  get timestamp(): Instant {
    const { timestamp } = this.reading;
    return isMomentText(timestamp) ? timestamp : momentText(this);
  }
}

/** Readings in the order of receipt. A list may receive them whenever they are asked for. */
export interface ReadingList {
  readonly length: number;
  at(place: number): ReceivedReading | undefined;
  /** The reading without its numbers, which may cost less. */
  sentAt(place: number): Reading | undefined;
}

/** Readings that were received before. */
export class ReceivedList implements ReadingList {
  readonly #received: readonly ReceivedReading[];

  constructor(received: readonly ReceivedReading[]) {
    this.#received = received;
  }

  get length(): number {
    return this.#received.length;
  }

  at(place: number): ReceivedReading | undefined {
    return this.#received[place];
  }

  sentAt(place: number): Reading | undefined {
    return this.#received[place]?.reading;
  }
}

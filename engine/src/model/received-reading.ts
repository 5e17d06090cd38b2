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

import type { ReceivedReading } from '../model/received-reading.ts';
import type { CounterType } from '../model/statement-input.ts';
import type { Measurement } from '../rules/rules.ts';
import type { Instant } from '../values/calendar.ts';
import { type Decimal, type Exact, ONE } from '../values/exact.ts';
import type { CounterPrice } from './counter-price.ts';

/** A reading and the price that its unit converts to. The quantity and the like are made when a rule asks. */
export class MeasuredReading implements Measurement {
  readonly #received: ReceivedReading;
  readonly #price: CounterPrice;

  constructor(received: ReceivedReading, price: CounterPrice) {
    this.#received = received;
    this.#price = price;
  }

  /** Throws `UNIT_MISMATCH` when its unit does not convert. */
  get quantity(): Exact {
    const { volume } = this.#received;
    const factor = this.#price.factorOf(this.#received);
    return factor === ONE ? volume : volume.mul(factor);
  }

  get second(): number {
    return this.#received.second;
  }

  get nanosecond(): number {
    return this.#received.nanosecond;
  }

  get timestamp(): Instant {
    return this.#received.timestamp;
  }

  get projectId(): string {
    return this.#received.reading.projectId;
  }

  get counterName(): string {
    return this.#received.reading.counterName;
  }

  get counterType(): CounterType {
    return this.#received.reading.counterType;
  }

  get unit(): string {
    return this.#received.reading.unit;
  }

  get volume(): Decimal {
    return this.#received.reading.volume;
  }

  get resourceId(): string | undefined {
    return this.#received.reading.resourceId;
  }
}

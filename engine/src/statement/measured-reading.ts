import type { ReceivedReading } from '../model/received-reading.ts';
import type { CounterType } from '../model/statement-input.ts';
import type { Measurement } from '../rules/rules.ts';
import type { Instant } from '../values/calendar.ts';
import { type Decimal, type Exact, ONE } from '../values/exact.ts';

/** The factor that converts the unit of a reading to that of its price. Throws `UNIT_MISMATCH` when there is none. */
export type FactorOf = (received: ReceivedReading) => Exact;

/** A reading and the factor that converts its unit to that of its price. What follows from them is made when a rule asks. */
export class MeasuredReading implements Measurement {
  readonly #received: ReceivedReading;
  readonly #factorOf: FactorOf;

  constructor(received: ReceivedReading, factorOf: FactorOf) {
    this.#received = received;
    this.#factorOf = factorOf;
  }

  /** Throws `UNIT_MISMATCH` when its unit does not convert. */
  get quantity(): Exact {
    const { volume } = this.#received;
    const factor = this.#factorOf(this.#received);
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

import { BillingError } from '../errors/billing-error.ts';
import type { ReceivedReading } from '../model/received-reading.ts';
import type { CounterType } from '../model/statement-input.ts';
import { pathOf } from './check-reading.ts';

/** Throws `COUNTER_TYPE_CONFLICT` when the readings of a counter have two types. */
export function checkCounterTypes(readings: readonly ReceivedReading[]): void {
  const types = new Map<string, CounterType>();
  for (const { reading, order } of readings) {
    const { counterName, counterType } = reading;
    const known = types.get(counterName);
    if (known === undefined) types.set(counterName, counterType);
    else if (known !== counterType) throw counterTypeConflict(counterName, known, `${pathOf({ order })}/counterType`);
  }
}

/** A counter has one type (§2). */
export function counterTypeConflict(counterName: string, known: CounterType, path: string): BillingError {
  return new BillingError('COUNTER_TYPE_CONFLICT', `The counter ${counterName} is a ${known} counter.`, [
    { path, message: `must be ${known}, as in the counter's other readings` },
  ]);
}

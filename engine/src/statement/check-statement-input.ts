import { BillingError } from '../errors/billing-error.ts';
import { Inspection } from '../inspection/inspection.ts';
import type { CounterType, Reading, StatementInput } from '../model/statement-input.ts';
import { memberOf } from '../policy/member-of.ts';
import type { Policy } from '../policy/policy.ts';
import { toInstant } from '../values/calendar.ts';
import {
  checkAdjustment,
  checkCarriedMonth,
  checkContractTerms,
  checkCredit,
  checkReading,
} from './check-statement-parts.ts';

/** The input with its timestamps as instants, when nothing is wrong with it; throws a `BillingError` otherwise. */
export function checkStatementInput(input: StatementInput, policy: Policy): StatementInput {
  const { contracts = [], adjustments = [], credits = [], carried = [] } = input;
  const readings = (input.readings ?? []).map(atInstant);
  memberOf(policy, input.member);
  const inspection = new Inspection();
  inspection.month(input.month, '/month');
  for (const [index, reading] of readings.entries()) checkReading(inspection, reading, `/readings/${index}`);
  for (const [index, assignment] of contracts.entries()) {
    inspection.present(assignment.monthFrom, `/contracts/${index}/monthFrom`);
    inspection.months(assignment, `/contracts/${index}`);
    checkContractTerms(inspection, assignment.contract, `/contracts/${index}/contract`);
  }
  for (const [index, adjustment] of adjustments.entries()) {
    inspection.name(adjustment.adjustmentId, `/adjustments/${index}/adjustmentId`);
    checkAdjustment(inspection, adjustment, `/adjustments/${index}`, policy.adjustments);
  }
  for (const [index, credit] of credits.entries()) {
    inspection.name(credit.creditId, `/credits/${index}/creditId`);
    checkCredit(inspection, credit, `/credits/${index}`);
  }
  for (const [index, owed] of carried.entries()) checkCarriedMonth(inspection, owed, `/carried/${index}`);
  inspection.finish('The bill cannot be calculated:');
  checkCounterTypes(readings);
  return { ...input, readings };
}

/** A reading with its timestamp in the form that instants compare in, when it is one. */
function atInstant(reading: Reading): Reading {
  return { ...reading, timestamp: toInstant(reading.timestamp) ?? reading.timestamp };
}

function checkCounterTypes(readings: readonly Reading[]): void {
  const types = new Map<string, CounterType>();
  for (const [index, { counterName, counterType }] of readings.entries()) {
    const known = types.get(counterName) ?? counterType;
    if (known !== counterType) throw counterTypeConflict(counterName, known, `/readings/${index}/counterType`);
    types.set(counterName, known);
  }
}

/** A counter has one type (§2). */
export function counterTypeConflict(counterName: string, known: CounterType, path: string): BillingError {
  return new BillingError('COUNTER_TYPE_CONFLICT', `The counter ${counterName} is a ${known} counter.`, [
    { path, message: `must be ${known}, as in the counter's other readings` },
  ]);
}

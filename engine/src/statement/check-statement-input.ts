import { BillingError } from '../errors/billing-error.ts';
import { Inspection } from '../inspection/inspection.ts';
import type { ReceivedReading } from '../model/received-reading.ts';
import type { CounterType, StatementInput } from '../model/statement-input.ts';
import { memberOf } from '../policy/member-of.ts';
import type { Policy } from '../policy/policy.ts';
import { pathOf, receiveOrCheck } from './check-reading.ts';
import { checkAdjustment, checkCarriedMonth, checkContractTerms, checkCredit } from './check-statement-parts.ts';

/** Input with which nothing is wrong. */
export interface CheckedInput extends Omit<StatementInput, 'readings'> {
  readonly readings: readonly ReceivedReading[];
}

/** The input with its readings as received, when nothing is wrong with it; throws a `BillingError` otherwise. */
export function checkStatementInput(input: StatementInput, policy: Policy): CheckedInput {
  const { contracts = [], adjustments = [], credits = [], carried = [] } = input;
  memberOf(policy, input.member);
  const inspection = new Inspection();
  inspection.month(input.month, '/month');
  const readings = receiveOrCheck(input.readings ?? [], inspection);
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

function checkCounterTypes(readings: readonly ReceivedReading[]): void {
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

import { Inspection } from '../inspection/inspection.ts';
import type { ReadingList } from '../model/received-reading.ts';
import type { StatementInput } from '../model/statement-input.ts';
import { memberOf } from '../policy/member-of.ts';
import type { Policy } from '../policy/policy.ts';
import { receiveOrCheck } from './check-reading.ts';
import { checkAdjustment, checkCarriedMonth, checkContractTerms, checkCredit } from './check-statement-parts.ts';
import { checkCounterTypes } from './counter-types.ts';
import { SentReadings } from './sent-readings.ts';

/** Input without mistakes. */
export interface CheckedInput extends Omit<StatementInput, 'readings'> {
  readonly readings: ReadingList;
}

/**
 * The input with readings that are checked as they are gone through. Throws a `BillingError` when another part of the input has a
 * mistake.
 */
export function receiveInput(input: StatementInput, policy: Policy): CheckedInput {
  const inspection = new Inspection();
  memberOf(policy, input.member);
  inspection.month(input.month, '/month');
  checkParts(inspection, input, policy);
  if (inspection.details.length > 0) checkStatementInput(input, policy);
  return { ...input, readings: new SentReadings(input.readings ?? []) };
}

/** Throws a `BillingError` that tells all mistakes in the input, in the order of its fields. */
export function checkStatementInput(input: StatementInput, policy: Policy): void {
  const inspection = new Inspection();
  memberOf(policy, input.member);
  inspection.month(input.month, '/month');
  const readings = receiveOrCheck(input.readings ?? [], inspection);
  checkParts(inspection, input, policy);
  inspection.finish('The bill cannot be calculated:');
  checkCounterTypes(readings);
}

function checkParts(inspection: Inspection, input: StatementInput, policy: Policy): void {
  const { contracts = [], adjustments = [], credits = [], carried = [] } = input;
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
}

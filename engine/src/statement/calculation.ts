import type { ReceivedReading } from '../model/received-reading.ts';
import type { ContractTerms } from '../model/statement-input.ts';
import type { Member, Policy } from '../policy/policy.ts';
import type { Rules } from '../rules/rules.ts';
import type { Month, Period } from '../values/calendar.ts';
import type { Trace } from './trace.ts';

/** The data that every step of a calculation has. */
export interface Calculation {
  readonly policy: Policy;
  readonly rules: Rules;
  readonly member: Member;
  readonly month: Month;
  readonly period: Period;
  /** The contract in force. */
  readonly contract: ContractTerms | undefined;
  readonly trace: Trace | undefined;
  /** The JSON pointer to a reading in the input; `undefined` when the readings are an account's own. */
  readonly pathOf: ((reading: ReceivedReading) => string) | undefined;
}

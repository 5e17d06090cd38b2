import { rulesOf } from '../choices/choices.ts';
import type { ReceivedReading } from '../model/received-reading.ts';
import type { Statement } from '../model/statement.ts';
import type { StatementInput } from '../model/statement-input.ts';
import { memberOf } from '../policy/member-of.ts';
import type { Policy } from '../policy/policy.ts';
import { standardPolicy } from '../policy/standard-policy.ts';
import type { Rules, TaxableBill } from '../rules/rules.ts';
import { type AdjustedBill, adjust } from './adjust.ts';
import { aggregate } from './aggregate.ts';
import type { Calculation } from './calculation.ts';
import { carry } from './carry.ts';
import { pathOf } from './check-reading.ts';
import { type CheckedInput, checkStatementInput, receiveInput } from './check-statement-input.ts';
import { type ContractedBill, contract } from './contract.ts';
import { type CreditedBill, credit } from './credit.ts';
import { price } from './price.ts';
import { tax } from './tax.ts';
import type { Trace } from './trace.ts';

/** The policy and the rules of a calculation, and the function that is told its figures. */
export interface CalculationOptions {
  /** The standard policy when absent. */
  readonly policy?: Policy;
  /** The rules that the policy chose when absent. */
  readonly rules?: Rules;
  readonly trace?: Trace;
}

/**
 * A month's bill by the billing rules, exact to the minor unit.
 *
 * Throws a `BillingError`: `VALIDATION_ERROR` with the paths of the first 50 fields that are wrong, `COUNTER_TYPE_CONFLICT` for a
 * counter with readings of two types, `UNIT_MISMATCH` for a unit that its price can't take (§2), `AMOUNT_OUT_OF_RANGE` for a
 * figure beyond the largest amount of money.
 */
export function calculateStatement(input: StatementInput, options: CalculationOptions = {}): Statement {
  const { policy = standardPolicy } = options;
  try {
    return billMonth(receiveInput(input, policy), options, pathOf);
  } catch (error) {
    // A mistake in the input is told before the errors that follow from it.
    checkStatementInput(input, policy);
    throw error;
  }
}

/**
 * The bill of a month, step by step, from input that was checked. `placeOf` gives the place of a reading in the input, if the
 * reading was sent.
 */
export function billMonth(
  input: CheckedInput,
  options: CalculationOptions,
  placeOf?: (reading: ReceivedReading) => string,
): Statement {
  const { readings, contracts = [], adjustments = [], credits = [], carried = [] } = input;
  const { policy = standardPolicy, rules = rulesOf(policy), trace } = options;
  const member = memberOf(policy, input.member);
  const { month } = input;
  const period = rules.billingPeriod(month, member.timeZone);
  const inForce = rules.contractInForce(contracts, month);
  const calculation: Calculation = { policy, rules, member, month, period, contract: inForce, trace, pathOf: placeOf };

  const usage = aggregate(readings, calculation);
  const lines = price(usage, calculation);
  const contracted = contract(lines, calculation);
  const adjusted = adjust(contracted, adjustments, calculation);
  const credited = credit(adjusted.chargeBeforeCredit, credits, calculation);
  const earlier = carried.filter((owed) => owed.month < month);
  const taxed = tax(taxable(contracted, adjusted, credited), earlier, calculation);
  const balance = carry({ charge: credited.charge, vat: taxed.vat }, earlier, calculation);

  return {
    member: member.member,
    month,
    currency: member.currency,
    period: { start: period.start, end: period.end, timeZone: member.timeZone },
    lineItems: contracted.lineItems,
    usageAmount: contracted.usageAmount,
    contractDiscount: contracted.contractDiscount,
    baseFee: contracted.baseFee,
    minimumCommitment: contracted.minimumCommitment,
    subtotal: contracted.subtotal,
    appliedAdjustments: adjusted.appliedAdjustments,
    adjustmentTotal: adjusted.adjustmentTotal,
    discount: adjusted.discount,
    appliedCredits: credited.appliedCredits,
    creditApplied: credited.creditApplied,
    charge: credited.charge,
    taxName: taxed.taxName,
    taxRate: taxed.taxRate,
    vat: taxed.vat,
    unpaidAmount: balance.unpaidAmount,
    lateFee: balance.lateFee,
    lateFeeMonths: balance.lateFeeMonths,
    totalAmount: balance.totalAmount,
    dueDate: balance.dueDate,
  };
}

function taxable(contracted: ContractedBill, adjusted: AdjustedBill, credited: CreditedBill): TaxableBill {
  const { lineItems, baseFee, minimumCommitment } = contracted;
  return {
    subtotal: [...lineItems.map(({ netAmount }) => netAmount), baseFee, minimumCommitment],
    adjustments: adjusted.appliedAdjustments.map(({ amount }) => amount),
    credits: credited.appliedCredits.map(({ amountApplied }) => amountApplied),
  };
}

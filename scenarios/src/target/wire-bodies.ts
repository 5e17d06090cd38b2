import type { PaymentOutcome } from '@billing-testkit/engine';
import type { CaseAdjustment, CaseContract, CaseCredit, CaseReading } from '../life/billing-case.ts';
import type { PaymentStepOfMonth } from '../life/life-step.ts';
import { toWirePrices } from './wire-prices.ts';

type StepOf<Do extends PaymentStepOfMonth['do']> = Extract<PaymentStepOfMonth, { do: Do }>;

const testTokens = {
  SUCCEEDS: 'tok_success',
  IS_DECLINED: 'tok_declined',
  STAYS_PENDING: 'tok_pending',
  TAKES_HALF: 'tok_partial',
} as const satisfies Record<PaymentOutcome, string>;

/** A reading as the API takes it. */
export function toWireReading({ unit, volume, ...reading }: CaseReading) {
  return { ...reading, counterUnit: unit, counterVolume: volume };
}

/** A contract as the API takes it, before it is assigned. */
export function toWireContract({ monthFrom, monthTo, prices, ...terms }: CaseContract) {
  return { ...terms, ...(prices && { prices: toWirePrices(prices) }) };
}

/** From when to when a contract is in force, as the API takes it. */
export function toWireMonths({ monthFrom, monthTo }: CaseContract) {
  return { monthFrom, ...(monthTo !== undefined && { monthTo }) };
}

/** An adjustment as the API takes it, but for what it is on. */
export function toWireAdjustment({ name, type, value, priority, monthFrom, monthTo }: CaseAdjustment) {
  return {
    adjustment: value,
    adjustmentTypeCode: type,
    monthFrom,
    ...(monthTo !== undefined && { monthTo }),
    ...(priority !== undefined && { priority }),
    descriptions: [{ locale: 'en', message: name }],
  };
}

/** A credit as the API takes it, but for whom it is granted to. */
export function toWireGrant({ name, type, amount, validFrom, expiresOn }: CaseCredit) {
  return {
    credit: amount,
    creditName: name,
    creditType: type,
    ...(validFrom !== undefined && { expirationDateFrom: validFrom }),
    ...(expiresOn !== undefined && { expirationDateTo: expiresOn }),
  };
}

export function toWirePayment({ amount, outcome = 'SUCCEEDS' }: StepOf<'pay'>) {
  return { testToken: testTokens[outcome], method: 'CARD', ...(amount !== undefined && { amount }) };
}

export function toWireRefund({ amount, asCredit }: StepOf<'refund'>) {
  return { asCredit: asCredit ?? false, ...(amount !== undefined && { amount }) };
}

import type { ContractPrice, PaymentOutcome, PreviewInput } from '@billing-testkit/engine';
import type { BillingClient } from '@billing-testkit/sdk';
import type { CaseAdjustment, CaseContract, CaseCredit, CaseReading } from '../cases/billing-case.ts';
import type { PaymentStepOfMonth } from '../cases/case-steps.ts';

type WirePrices = NonNullable<Parameters<BillingClient['contracts']['create']>[0]['prices']>;

/** A contract's prices as the API takes them, by counter. */
function toWirePrices(prices: readonly ContractPrice[]): WirePrices {
  return Object.fromEntries(prices.map(({ counterName, pricing }) => [counterName, toWirePricing(pricing)]));
}

/** The API calls tiers by their model; the engine's tiers can't be changed, and the API's type does not say so. */
function toWirePricing(pricing: ContractPrice['pricing']): WirePrices[string] {
  switch (pricing.model) {
    case 'GRADUATED':
      return { ...pricing, model: 'GRADUATED', tiers: [...pricing.tiers] };
    case 'VOLUME':
      return { ...pricing, model: 'VOLUME', tiers: [...pricing.tiers] };
    default:
      return pricing;
  }
}

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

/** The months in which a contract is in force, as the API takes them. */
export function toWireMonths({ monthFrom, monthTo }: CaseContract) {
  return { monthFrom, ...(monthTo !== undefined && { monthTo }) };
}

/** An adjustment as the API takes it, without its target. */
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

/** A credit as the API takes it, without the account that it is granted to. */
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

export type PreviewBody = Parameters<BillingClient['calculations']['preview']>[0];

type PreviewReadings = NonNullable<PreviewInput['readings']>;
type WireUsage = NonNullable<PreviewBody['usage']>;

/** The usage of previews as the API takes it. Hundreds of previews have the same readings. */
const wireUsages = new WeakMap<PreviewReadings, WireUsage>();

function toWireUsage(readings: PreviewReadings): WireUsage {
  const usage =
    wireUsages.get(readings) ??
    readings.map(({ unit, volume, ...reading }) => ({ ...reading, counterUnit: unit, counterVolume: volume }));
  wireUsages.set(readings, usage);
  return usage;
}

/** A preview as the API takes it. */
export function toPreviewBody(input: PreviewInput): PreviewBody {
  const { readings = [], adjustments = [], credits = [], contract, ...preview } = input;
  return {
    ...preview,
    usage: toWireUsage(readings),
    credits: credits.map(({ balance, expiresOn, ...credit }) => ({
      ...credit,
      amount: balance,
      ...(expiresOn !== undefined && { expireDate: expiresOn }),
    })),
    adjustments: [...adjustments],
    ...(contract && { contract: { ...contract, prices: toWirePrices(contract.prices ?? []) } }),
  };
}

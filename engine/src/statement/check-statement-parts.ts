import { BillingError } from '../errors/billing-error.ts';
import type { Inspection } from '../inspection/inspection.ts';
import {
  type Adjustment,
  adjustmentTypes,
  type CarriedMonth,
  type ContractTerms,
  type Credit,
} from '../model/statement-input.ts';
import { checkPricing } from '../policy/check-pricing.ts';
import { creditTypes } from '../policy/credit-type.ts';
import type { AdjustmentPolicy } from '../policy/policy.ts';
import { decimalText } from '../values/exact.ts';

// The checks of the parts that a bill follows from are shared by a single calculation and by the commands of an account.

export function checkContractTerms(inspection: Inspection, terms: ContractTerms, path: string): void {
  const { discountRate, baseFee, minimumCharge, prices = [] } = terms;
  if (discountRate !== undefined) inspection.decimal(discountRate, `${path}/discountRate`, { max: '100' });
  if (baseFee !== undefined) inspection.money(baseFee, `${path}/baseFee`);
  if (minimumCharge !== undefined) inspection.money(minimumCharge, `${path}/minimumCharge`);
  for (const [index, { counterName, pricing }] of prices.entries()) {
    inspection.name(counterName, `${path}/prices/${index}/counterName`);
    checkPricing(inspection, pricing, `${path}/prices/${index}/pricing`);
  }
}

/** Refuses a contract in another currency than `own` with `CURRENCY_MISMATCH` (§4). */
export function checkContractCurrency(currency: string | undefined, own: string, path: string): void {
  if (currency === undefined || currency === own) return;
  const message = `The account is billed in ${own}: it cannot have a contract in ${currency}.`;
  throw new BillingError('CURRENCY_MISMATCH', message, [{ path, message: `must be ${own}, or left out` }]);
}

export function checkAdjustment(
  inspection: Inspection,
  adjustment: Omit<Adjustment, 'adjustmentId'>,
  path: string,
  policy: AdjustmentPolicy,
): void {
  inspection.oneOf(adjustment.level, ['PROJECT', 'BILLING_GROUP'], `${path}/level`);
  inspection.name(adjustment.targetId, `${path}/targetId`);
  inspection.oneOf(adjustment.type, adjustmentTypes, `${path}/type`);
  checkAdjustmentValue(inspection, adjustment, `${path}/value`, policy);
  inspection.months(adjustment, path);
  const { priority = 0 } = adjustment;
  inspection.require(Number.isSafeInteger(priority), `${path}/priority`, 'must be a whole number');
}

function checkAdjustmentValue(
  inspection: Inspection,
  { type, value }: Pick<Adjustment, 'type' | 'value'>,
  path: string,
  policy: AdjustmentPolicy,
): void {
  const isFixed = type === 'FIXED_DISCOUNT' || type === 'FIXED_SURCHARGE';
  const maxRate = type === 'RATE_DISCOUNT' ? policy.maxRateDiscount : policy.maxRateSurcharge;
  inspection.decimal(value, path, { max: isFixed ? policy.maxFixedAmount : maxRate });
  inspection.require(!isFixed || !/\.0*[1-9]/.test(decimalText(value) ?? ''), path, 'must be whole minor units');
}

export function checkCredit(inspection: Inspection, credit: Omit<Credit, 'creditId'>, path: string): void {
  inspection.oneOf(credit.type, creditTypes, `${path}/type`);
  inspection.money(credit.balance, `${path}/balance`);
  checkValidity(inspection, credit, path);
}

export function checkValidity(
  inspection: Inspection,
  { validFrom, expiresOn }: Pick<Credit, 'validFrom' | 'expiresOn'>,
  path: string,
): void {
  if (validFrom !== undefined) inspection.date(validFrom, `${path}/validFrom`);
  if (expiresOn === undefined) return;
  inspection.date(expiresOn, `${path}/expiresOn`);
  const ordered = validFrom === undefined || validFrom <= expiresOn;
  inspection.require(ordered, `${path}/expiresOn`, 'must not be before the date from which the credit is valid');
}

export function checkCarriedMonth(inspection: Inspection, owed: CarriedMonth, path: string): void {
  inspection.month(owed.month, `${path}/month`);
  for (const figure of ['charge', 'vat', 'lateFee', 'paid'] as const)
    inspection.money(owed[figure], `${path}/${figure}`);
  const due = owed.charge + owed.vat + owed.lateFee;
  inspection.require(owed.paid <= due, `${path}/paid`, 'must not be more than charge + vat + lateFee');
}

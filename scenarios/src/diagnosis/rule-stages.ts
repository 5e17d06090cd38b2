import type { Defect, Rules } from '@billing-testkit/engine';
import { type Stage, stages } from '../cases/bill.ts';

/** The first step in whose figures a change of each rule can show. A price and a contract bring a unit, so they show in aggregate. */
const stageOf: Readonly<Record<keyof Rules, Stage>> = {
  billingPeriod: 'aggregate',
  unitFactor: 'aggregate',
  delta: 'aggregate',
  gauge: 'aggregate',
  cumulative: 'aggregate',
  pricing: 'aggregate',
  flat: 'price',
  graduated: 'price',
  volume: 'price',
  packages: 'price',
  pricedTogether: 'price',
  pricedParts: 'price',
  counterAmount: 'price',
  share: 'price',
  round: 'price',
  contractInForce: 'aggregate',
  contractDiscount: 'contract',
  lineDiscounts: 'contract',
  isBaseFeeDue: 'contract',
  baseFeeDiscount: 'contract',
  isMinimumChargeDue: 'contract',
  reachedOfMinimumCharge: 'contract',
  adjustmentInForce: 'adjust',
  adjustmentLevels: 'adjust',
  adjustmentTurn: 'adjust',
  compareAdjustments: 'adjust',
  adjustmentBase: 'adjust',
  fixedDiscount: 'adjust',
  rateDiscount: 'adjust',
  fixedSurcharge: 'adjust',
  rateSurcharge: 'adjust',
  discountTaken: 'adjust',
  creditHasBegun: 'credit',
  creditHasExpired: 'credit',
  compareCredits: 'credit',
  creditAmount: 'credit',
  usesAnotherCredit: 'credit',
  creditsGivenBack: 'credit',
  taxedAmounts: 'tax',
  taxedBalances: 'tax',
  tax: 'tax',
  roundTax: 'tax',
  dueDate: 'carry',
  carriedBalance: 'carry',
  overdueOn: 'carry',
  bearsLateFee: 'carry',
  lateFeeBase: 'carry',
};

/** The first step in which a defect can show in a month's own figures, as a place in `stages`. */
export function firstStageOf({ rules }: Defect): number {
  const shown = Object.entries(stageOf).flatMap(([rule, stage]) => (rule in rules ? stages.indexOf(stage) : []));
  return Math.min(...shown);
}

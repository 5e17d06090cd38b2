import type { Defect, Rules } from '@billing-testkit/engine';
import { type Stage, stages } from '../bill/figures.ts';

/** The first step of a month's calculation in whose figures each rule can show: a price and a contract bring a unit with them. */
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
  counterAmount: 'price',
  share: 'price',
  round: 'price',
  contractInForce: 'aggregate',
  contractDiscount: 'contract',
  baseFee: 'contract',
  minimumCommitment: 'contract',
  adjustmentInForce: 'adjust',
  adjustmentLevels: 'adjust',
  compareAdjustments: 'adjust',
  adjustmentBase: 'adjust',
  fixedDiscount: 'adjust',
  rateDiscount: 'adjust',
  fixedSurcharge: 'adjust',
  rateSurcharge: 'adjust',
  creditHasBegun: 'credit',
  creditHasExpired: 'credit',
  compareCredits: 'credit',
  creditAmount: 'credit',
  creditsGivenBack: 'credit',
  taxBase: 'tax',
  roundTax: 'tax',
  dueDate: 'carry',
  carriedBalance: 'carry',
  isOverdue: 'carry',
  bearsLateFee: 'carry',
  lateFeeBase: 'carry',
};

/** Before which of `stages` a defect can't show in a month's own figures. */
export function firstStageOf({ rules }: Defect): number {
  const shown = Object.entries(stageOf).flatMap(([rule, stage]) => (rule in rules ? stages.indexOf(stage) : []));
  return Math.min(...shown);
}

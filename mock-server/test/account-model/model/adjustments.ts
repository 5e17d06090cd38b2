import type { Schema } from '@billing-testkit/contracts';
import { halfUp } from './arithmetic.ts';
import type { MonthRange } from './calendar.ts';

export type AdjustmentType = Schema<'AdjustmentType'>;

export interface AdjustmentTerms extends MonthRange {
  /** A project, or the billing group when there is none. */
  readonly projectId?: string;
  readonly type: AdjustmentType;
  /** Minor units when it is fixed, tenths of a percent when it is a rate. */
  readonly value: number;
  readonly priority?: number;
}

export interface Adjustment extends AdjustmentTerms {
  readonly adjustmentId: string;
}

export interface AppliedAdjustment {
  readonly adjustmentId: string;
  readonly baseAmount: number;
  readonly amount: number;
}

/** The amount that an adjustment's type adds to the running amount (§5). */
const effects: Record<AdjustmentType, (running: number, value: number) => number> = {
  FIXED_DISCOUNT: (running, value) => 0 - Math.min(value, running),
  RATE_DISCOUNT: (running, value) => 0 - halfUp(running * value, 1000),
  FIXED_SURCHARGE: (_, value) => value,
  RATE_SURCHARGE: (running, value) => halfUp(running * value, 1000),
};

/** Adjustments on one target, each on the running amount that the one before it left: by priority, then as created (§5). */
export function compound(start: number, adjustments: readonly Adjustment[]) {
  let running = start;
  const byPriority = adjustments.toSorted((a, b) => (a.priority ?? 100) - (b.priority ?? 100));
  const applied = byPriority.map(({ adjustmentId, type, value }): AppliedAdjustment => {
    const baseAmount = running;
    const amount = effects[type](running, value);
    running += amount;
    return { adjustmentId, baseAmount, amount };
  });
  return { running, applied };
}

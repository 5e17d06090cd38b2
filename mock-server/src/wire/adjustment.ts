import type { Schema } from '@billing-testkit/contracts';
import { type AdjustmentLevel, decimalText } from '@billing-testkit/engine';
import type { NewAdjustment } from '../store/waiting-adjustments.ts';

type Terms = Schema<'AdjustmentTerms'>;

/** The names of an adjustment's fields in a request. */
export const adjustmentNames = { '/adjustment': '', value: 'adjustment', type: 'adjustmentTypeCode' };

export function toAdjustment(level: AdjustmentLevel, targetId: string, terms: Terms): NewAdjustment {
  const { adjustment, adjustmentTypeCode: type, monthFrom, monthTo, priority, descriptions } = terms;
  return {
    level,
    targetId,
    type,
    value: decimalText(adjustment) ?? adjustment,
    monthFrom,
    ...(monthTo !== undefined && { monthTo }),
    ...(priority !== undefined && { priority }),
    ...(descriptions !== undefined && { descriptions }),
  };
}

/** The fields that adjustments of projects and of billing groups share. */
export function toWireAdjustment(adjustment: NewAdjustment & { adjustmentId: string; priority: number }) {
  const { adjustmentId, value, type, monthFrom, monthTo, priority, descriptions = [] } = adjustment;
  return {
    adjustmentId,
    adjustment: value,
    adjustmentTypeCode: type,
    monthFrom,
    ...(monthTo !== undefined && { monthTo }),
    priority,
    descriptions: descriptions.map(({ locale, message }) => ({ locale, message })),
  };
}

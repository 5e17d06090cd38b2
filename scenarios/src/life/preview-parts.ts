import {
  type AdjustmentType,
  isInForce,
  memberOf,
  monthIn,
  type Policy,
  type PreviewAdjustment,
  type PreviewInput,
  toInstant,
} from '@billing-testkit/engine';
import type { BillingCase, CaseAdjustment } from './billing-case.ts';
import { CaseProblem } from './case-problem.ts';

/** Readings of a preview have no time: they are all of the month, and come in the order they were taken in. */
export function previewReadings({ member, month, usage = [] }: BillingCase, policy: Policy) {
  const { start, end } = monthIn(month, memberOf(policy, member).timeZone);
  return usage
    .map((reading) => ({ reading, taken: toInstant(reading.timestamp) ?? '' }))
    .sort((a, b) => Number(a.taken > b.taken) - Number(a.taken < b.taken))
    .map(({ reading: { timestamp, counterType = 'DELTA', ...reading }, taken }) => {
      if (taken < start || taken >= end) throw new CaseProblem('A preview has no readings of other months.');
      return { ...reading, counterType };
    });
}

/** The contract in force, without when it is. */
export function previewContract({ contracts = [], month }: BillingCase): PreviewInput['contract'] {
  const [contract, other] = contracts.filter((candidate) => isInForce(candidate, month));
  if (other) throw new CaseProblem('A preview has one contract at most.');
  if (!contract) return undefined;
  const { name, monthFrom, monthTo, ...terms } = contract;
  return terms;
}

/** The adjustments in force; those of a preview apply in the order they are listed in. */
export function previewAdjustments({ adjustments = [], month }: BillingCase): PreviewAdjustment[] {
  const inForce = adjustments.filter((adjustment) => isInForce(adjustment, month));
  if (inForce.some(({ priority }) => priority !== undefined)) {
    throw new CaseProblem('A preview’s adjustments have no priorities.');
  }
  return inForce.map(toPreviewAdjustment);
}

const kinds: Readonly<Record<AdjustmentType, Pick<PreviewAdjustment, 'type' | 'method'>>> = {
  FIXED_DISCOUNT: { type: 'DISCOUNT', method: 'FIXED' },
  RATE_DISCOUNT: { type: 'DISCOUNT', method: 'RATE' },
  FIXED_SURCHARGE: { type: 'SURCHARGE', method: 'FIXED' },
  RATE_SURCHARGE: { type: 'SURCHARGE', method: 'RATE' },
};

function toPreviewAdjustment({ name, level, projectId, type, value }: CaseAdjustment): PreviewAdjustment {
  const target = projectId === undefined ? {} : { targetProjectId: projectId };
  return { ...kinds[type], level, ...target, value, description: name };
}

import { BillingError } from '../billing-error.ts';
import { Inspection } from '../checks/inspection.ts';
import { checkAdjustment } from '../checks/statement-parts.ts';
import type { AccountAdjustment } from './account.ts';
import type { AddAdjustment, DeleteAdjustments } from './commands.ts';
import type { Decision, Draft } from './draft.ts';
import { nameBillingGroup } from './name-billing-group.ts';

/** A discount or surcharge on a project or on the billing group (§5). */
export function addAdjustment(draft: Draft, input: AddAdjustment): Decision<{ adjustment: AccountAdjustment }> {
  const { priority = draft.policy.adjustments.defaultPriority, descriptions = [], level, targetId } = input;
  const inspection = new Inspection();
  checkAdjustment(inspection, input, '', draft.policy.adjustments);
  inspection.month(input.monthFrom, '/monthFrom');
  inspection.finish('The adjustment was not added:');
  const { adjustmentId = draft.id('adj') } = input;
  if (level === 'BILLING_GROUP') nameBillingGroup(draft, targetId);
  else if (!draft.account.projects.has(targetId)) {
    draft.add({ type: 'projectJoined', project: { projectId: targetId, appKeys: [] } });
  }
  const adjustment = { ...input, adjustmentId, priority, descriptions };
  draft.add({ type: 'adjustmentAdded', adjustment });
  return draft.decided({ adjustment });
}

/** Deletes all of them or, when the account lacks one, none. */
export function deleteAdjustments(
  draft: Draft,
  { adjustmentIds }: DeleteAdjustments,
): Decision<{ deletedCount: number }> {
  const unknown = adjustmentIds.find((adjustmentId) => !draft.account.adjustments.has(adjustmentId));
  if (unknown !== undefined) throw new BillingError('NOT_FOUND', `The account has no adjustment ${unknown}.`);
  const ids = [...new Set(adjustmentIds)];
  draft.add({ type: 'adjustmentsDeleted', adjustmentIds: ids });
  return draft.decided({ deletedCount: ids.length });
}

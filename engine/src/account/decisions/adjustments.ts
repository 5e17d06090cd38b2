import { BillingError } from '../../errors/billing-error.ts';
import { Inspection } from '../../inspection/inspection.ts';
import { checkAdjustment } from '../../statement/check-statement-parts.ts';
import type { AccountAdjustment } from '../account.ts';
import type { AddAdjustment, DeleteAdjustments } from '../commands.ts';
import type { Decision, Draft } from './draft.ts';
import { joinProject, nameBillingGroup } from './first-use.ts';

/** A discount or surcharge on a project or on the billing group (§5). */
export function addAdjustment(
  draft: Draft,
  { adjustment: input }: AddAdjustment,
): Decision<{ adjustment: AccountAdjustment }> {
  const { priority = draft.policy.adjustments.defaultPriority, descriptions = [], level, targetId } = input;
  const inspection = new Inspection();
  checkAdjustment(inspection, input, '/adjustment', draft.policy.adjustments);
  inspection.present(input.monthFrom, '/adjustment/monthFrom');
  inspection.finish('The adjustment was not added:');
  if (level === 'BILLING_GROUP') nameBillingGroup(draft, targetId);
  else joinProject(draft, targetId);
  const { adjustmentId = draft.id('adj') } = input;
  if (draft.account.adjustments.has(adjustmentId)) {
    throw new BillingError('ALREADY_EXISTS', `There is an adjustment ${adjustmentId}: give another id or none.`);
  }
  const [first] = descriptions;
  const described = first ? { description: first.message } : {};
  const adjustment = { ...input, ...described, adjustmentId, priority, descriptions };
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

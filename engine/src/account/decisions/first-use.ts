import type { Draft } from './draft.ts';

/** Adds a name of the account's billing group. An account has one group: every name that it is called by is a name of that one. */
export function nameBillingGroup(draft: Draft, billingGroupId: string): void {
  if (!draft.account.billingGroupNames.has(billingGroupId)) draft.add({ type: 'billingGroupNamed', billingGroupId });
}

/** A project not yet known joins the account. */
export function joinProject(draft: Draft, projectId: string): void {
  if (draft.account.projects.has(projectId)) return;
  draft.add({ type: 'projectJoined', project: { projectId, appKeys: [] } });
}

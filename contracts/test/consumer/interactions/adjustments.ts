import { type Interaction, ids, isRefused, month, succeeds, uuid } from '../interaction.ts';

const discount = { adjustment: '10', adjustmentTypeCode: 'RATE_DISCOUNT', monthFrom: month } as const;
const onProject = { state: 'an account with an adjustment', params: { uuid, level: 'PROJECT', ...discount } } as const;
const onGroup = { ...onProject, params: { ...onProject.params, level: 'BILLING_GROUP' } } as const;
const listed = { adjustmentId: ids.adjustmentId, ...discount, priority: 100, descriptions: [] };
const { adjustmentId, projectId, billingGroupId } = ids;
const descriptions = [{ locale: 'en', message: 'Partner discount' }];

export const adjustmentInteractions: readonly Interaction[] = [
  succeeds('createProjectAdjustment', 'a discount on a project is created', {
    state: { state: 'an account', params: { uuid } },
    request: {
      line: 'POST /billing/admin/projects/adjustments',
      body: { projectId: '{projectId}', ...discount, descriptions },
    },
    call: (client) => client.adjustments.projects.create({ projectId, ...discount, descriptions }),
    answers: { adjustmentId },
  }),
  succeeds('listProjectAdjustments', 'the adjustments of a project are listed', {
    state: onProject,
    request: { line: 'GET /billing/admin/projects/adjustments', query: { projectId: '{projectId}', month } },
    call: (client) => client.adjustments.projects.list({ projectId, month }),
    answers: { adjustments: [{ projectId, ...listed }], totalItems: 1 },
  }),
  succeeds('deleteProjectAdjustments', 'an adjustment of a project is deleted', {
    state: onProject,
    request: { line: 'DELETE /billing/admin/projects/adjustments', query: { adjustmentIds: '{adjustmentId}' } },
    call: (client) => client.adjustments.projects.delete([adjustmentId]),
    answers: { deletedCount: 1 },
  }),
  isRefused('deleteProjectAdjustments', 'an adjustment is deleted that does not exist', {
    state: { state: 'an account', params: { uuid } },
    request: { line: 'DELETE /billing/admin/projects/adjustments', query: { adjustmentIds: 'no-such-adjustment' } },
    call: (client) => client.adjustments.projects.delete(['no-such-adjustment']),
    refusal: { status: 404, code: 'NOT_FOUND' },
  }),
  succeeds('createBillingGroupAdjustment', 'a discount on a billing group is created', {
    state: { state: 'an account', params: { uuid } },
    request: {
      line: 'POST /billing/admin/billing-groups/adjustments',
      body: { billingGroupId: '{billingGroupId}', ...discount },
    },
    call: (client) => client.adjustments.billingGroups.create({ billingGroupId, ...discount }),
    answers: { adjustmentId },
  }),
  succeeds('listBillingGroupAdjustments', 'the adjustments of a billing group are listed', {
    state: onGroup,
    request: { line: 'GET /billing/admin/billing-groups/adjustments', query: { billingGroupId: '{billingGroupId}' } },
    call: (client) => client.adjustments.billingGroups.list({ billingGroupId }),
    answers: { adjustments: [{ billingGroupId, ...listed }], totalItems: 1 },
  }),
  succeeds('deleteBillingGroupAdjustments', 'an adjustment of a billing group is deleted', {
    state: onGroup,
    request: { line: 'DELETE /billing/admin/billing-groups/adjustments', query: { adjustmentIds: '{adjustmentId}' } },
    call: (client) => client.adjustments.billingGroups.delete([adjustmentId]),
    answers: { deletedCount: 1 },
  }),
];

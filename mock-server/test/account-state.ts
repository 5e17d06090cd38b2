import type { ApiClient } from './api-client.ts';

const MONTHS = ['2025-02', '2025-03', '2025-04'];

/** All that can be read of an account. */
export async function stateOf(api: ApiClient, uuid: string, contractIds: readonly string[] = []): Promise<unknown> {
  const contracts = contractIds.map((contractId) => api.send('getContract', { uuid, path: { contractId } }));
  const statements = MONTHS.flatMap((month) => [
    api.send('getStatements', { uuid, path: { month } }),
    api.send('getCalculationProgress', { uuid, query: { month } }),
  ]);
  const answers = await Promise.all([
    api.send('getAccount', { path: { uuid } }),
    ...contracts,
    ...statements,
    api.send('getUnpaidStatements', { uuid, path: { month: '2025-12' } }),
    api.send('getCreditBalance', { uuid }),
    api.send('listCreditHistory', { uuid, query: { itemsPerPage: 1000 } }),
    api.send('listMeters', { uuid, query: { itemsPerPage: 1000 } }),
    api.send('listProjectAdjustments', { uuid, query: { projectId: 'p-a' } }),
    api.send('listProjectAdjustments', { uuid, query: { projectId: 'p-b' } }),
    api.send('listBillingGroupAdjustments', { uuid, query: { billingGroupId: `bg-${uuid}` } }),
  ]);
  return answers.map(({ status, body }) => (status === 200 ? body : status));
}

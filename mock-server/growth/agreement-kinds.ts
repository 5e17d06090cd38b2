import { inTurn, monthAt, times } from './state-account.ts';
import type { StateKind } from './state-kinds.ts';

const calculating: StateKind['linear'] = ['calculateStatement', 'createBatch of API_CALCULATE_USAGE_AND_PRICE'];
const appliedAdjustments: StateKind['linear'] = [
  ...calculating,
  'getStatements',
  'getConsoleStatements',
  'listPayments',
  'deleteCalculation',
];

export const agreementKinds: readonly StateKind[] = [
  {
    name: 'contracts',
    n: 1000,
    async build(account, n) {
      const made = await inTurn(n, () => account.ask('POST', '/billing/contracts', { name: 'Other' }));
      return (index) => ({ contractId: made[index]?.contractId });
    },
    linear: [],
  },
  {
    name: 'prices of a contract',
    n: 250,
    async build(account, n) {
      const prices = Object.fromEntries(times(n, (index) => [`test.c${index}`, { model: 'FLAT', unitPrice: 1 }]));
      const { contractId } = await account.ask('POST', '/billing/contracts', { name: 'Priced', prices });
      await account.assign(contractId, '2025-02');
      return () => ({ contractId, counterNames: 'test.c1' });
    },
    linear: ['getContract', 'getContractAdmin', 'listContracts', 'assignContract', ...calculating],
  },
  {
    name: 'assignments of contracts',
    n: 300,
    async build(account, n) {
      const { contractId } = await account.ask('POST', '/billing/contracts', { name: 'Other' });
      await inTurn(n, (index) => account.assign(contractId, monthAt(index)));
      return (index) => ({ monthFrom: monthAt(index) });
    },
    linear: ['unassignContracts', 'deleteContract', 'createBatch of BATCH_CONTRACT_RENEWAL', ...calculating],
  },
  {
    name: 'adjustments of a project',
    n: 500,
    async build(account, n) {
      const made = await inTurn(n, () => account.adjust('projects'));
      await account.calculate('2025-03');
      return (index) => ({ ...account.march, adjustmentIds: made[index]?.adjustmentId });
    },
    linear: appliedAdjustments,
  },
  {
    name: 'adjustments of the billing group',
    n: 500,
    async build(account, n) {
      const made = await inTurn(n, () => account.adjust('billing-groups'));
      await account.calculate('2025-03');
      return (index) => ({ ...account.march, adjustmentIds: made[index]?.adjustmentId });
    },
    linear: appliedAdjustments,
  },
  {
    name: 'adjustments of later months',
    n: 1000,
    async build(account, n) {
      const made = await inTurn(n, () => account.adjust('projects', '2030-01'));
      return (index) => ({ adjustmentIds: made[index]?.adjustmentId });
    },
    linear: [],
  },
  {
    name: 'other names of the billing group',
    n: 500,
    async build(account, n) {
      const { contractId } = await account.ask('POST', '/billing/contracts', { name: 'Other' });
      await inTurn(n, (index) =>
        account.ask('PUT', `/billing/admin/billing-groups/alias-${index}`, { contractId, monthFrom: '2025-01' }),
      );
      return (index) => ({ billingGroupId: `alias-${index}` });
    },
    linear: [],
  },
];

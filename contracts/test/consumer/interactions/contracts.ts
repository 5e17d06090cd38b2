import { type Interaction, ids, isRefused, succeeds, uuid } from '../interaction.ts';

const terms = { name: 'Standard 2025', discountRate: '12.5', baseFee: 10_000, minimumCharge: 50_000 };
const pricing = { model: 'FLAT', unit: 'HOURS', unitPrice: '397' } as const;
const prices = { 'compute.c2.c8m8': { model: 'FLAT', unit: 'HOURS', unitPrice: '350' } } as const;
const withContract = { state: 'an account with a contract', params: { uuid, ...terms } } as const;
const inForce = { ...withContract, params: { ...withContract.params, monthFrom: '2025-01' } };
const contract = { contractId: ids.contractId, currency: 'KRW', ...terms };
// Only one: a verifier encodes the comma between several, which the SDK does not.
const counterNames = ['compute.c2.c8m8'];
const assignment = { contractId: ids.contractId, monthFrom: '2025-01' };

export const contractInteractions: readonly Interaction[] = [
  succeeds('createContract', 'a contract is created', {
    state: { state: 'an account', params: { uuid } },
    request: { line: 'POST /billing/contracts', body: { ...terms, prices } },
    call: (client) => client.contracts.create({ ...terms, prices }),
    status: 201,
    answers: { contractId: ids.contractId, contract: { ...contract, prices } },
  }),
  succeeds('listContracts', 'the contracts are listed', {
    state: withContract,
    request: { line: 'GET /billing/contracts' },
    call: (client) => client.contracts.list(),
    answers: { contracts: [contract], totalItems: 1 },
  }),
  succeeds('getContract', 'a contract is read', {
    state: withContract,
    request: { line: 'GET /billing/contracts/{contractId}' },
    call: (client) => client.contracts.get(ids.contractId),
    answers: { contract },
  }),
  isRefused('getContract', 'a contract is read that does not exist', {
    state: { state: 'an account', params: { uuid } },
    request: { line: 'GET /billing/contracts/no-such-contract' },
    call: (client) => client.contracts.get('no-such-contract'),
    refusal: { status: 404, code: 'NOT_FOUND' },
  }),
  succeeds('getContractAdmin', 'a contract is read by an operator', {
    state: withContract,
    request: { line: 'GET /billing/admin/contracts/{contractId}' },
    call: (client) => client.contracts.getAsAdmin(ids.contractId),
    answers: { contract },
  }),
  succeeds('getContractPrices', 'the prices of counters are read', {
    state: withContract,
    request: {
      line: 'GET /billing/admin/contracts/{contractId}/products/prices',
      query: { counterNames },
    },
    call: (client) => client.contracts.prices(ids.contractId, { counterNames }),
    answers: {
      prices: { price: '347.375', originalPrice: '397' },
      items: [{ counterName: 'compute.c2.c8m8', price: '347.375', originalPrice: '397', pricing }],
    },
  }),
  succeeds('assignContract', 'a contract is put in force', {
    state: withContract,
    request: {
      line: 'PUT /billing/admin/billing-groups/{billingGroupId}',
      body: { contractId: '{contractId}', monthFrom: '2025-01' },
    },
    call: (client) => client.contracts.assign(ids.billingGroupId, assignment),
    answers: { billingGroupId: ids.billingGroupId, contractId: ids.contractId },
  }),
  succeeds('unassignContracts', 'the assignments of a billing group are ended', {
    state: inForce,
    request: { line: 'DELETE /billing/admin/billing-groups/{billingGroupId}/contracts' },
    call: (client) => client.contracts.unassign(ids.billingGroupId),
    answers: { deletedCount: 1 },
  }),
  succeeds('deleteContract', 'a contract is deleted', {
    state: withContract,
    request: { line: 'DELETE /billing/admin/contracts/{contractId}' },
    call: (client) => client.contracts.delete(ids.contractId),
  }),
];

import fc from 'fast-check';
import { type AccountServer, type Call, stringIn, textOf } from '../account-server.ts';
import { monthRange, picked, which } from '../arbitraries.ts';
import type { AccountModel } from '../model/account-model.ts';
import { tenths } from '../model/arithmetic.ts';
import type { MonthRange } from '../model/calendar.ts';
import type { Contract, Terms } from '../model/contracts.ts';
import { Refused } from '../model/refused.ts';
import { expectSame, type Step, step } from '../step.ts';

const terms: fc.Arbitrary<Terms> = fc.record({
  discountTenths: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 1000 })),
  baseFee: fc.oneof(fc.constant(0), fc.nat(5000)),
  minimumCharge: fc.oneof(fc.constant(0), fc.nat(20_000)),
  prices: fc.oneof(fc.constant({}), fc.record({ 'test.calls': fc.nat(40) })),
});

/** A contract that is made and put in force. */
const signContract = fc.tuple(terms, monthRange).map(([agreed, range]) => {
  const call: Call = { method: 'POST', path: '/billing/contracts', body: toBody(agreed) };
  return step(`${textOf(call)}, then PUT …/billing-groups/bg ${JSON.stringify(range)}`, async (account, server) => {
    const { status, body } = await server.send(call);
    const contract = { ...agreed, contractId: stringIn(body, 'contractId') ?? `none: ${status}` };
    account.contracts.push(contract);
    await assign(account, server, contract, range);
  });
});

/** A contract that exists, put in force for other months. */
const assignContract = fc.tuple(which, monthRange).map(([nth, range]) =>
  step(
    `PUT /billing/admin/billing-groups/bg {contract: ${nth} from the newest, …${JSON.stringify(range)}}`,
    async (account, server) => {
      const contract = picked(account.contracts, nth);
      if (contract) await assign(account, server, contract, range);
    },
  ),
);

const unassignContracts = fc.constant(
  step('DELETE /billing/admin/billing-groups/bg/contracts', async (account, server) => {
    const path = `/billing/admin/billing-groups/${account.billingGroupId}/contracts`;
    await expectSame(server, { method: 'DELETE', path }, () => {
      const deletedCount = account.assignments.length;
      account.assignments = [];
      return { deletedCount };
    });
  }),
);

/** Deletes a contract with its assignments. */
const deleteContract = which.map((nth) =>
  step(
    `DELETE /billing/admin/contracts/{${nth} from the newest}`,
    async (account, server) => {
      const contractId = picked(account.contracts, nth)?.contractId ?? 'contract-none';
      await expectSame(server, { method: 'DELETE', path: `/billing/admin/contracts/${contractId}` }, () => {
        if (!account.contracts.some((contract) => contract.contractId === contractId)) throw new Refused('NOT_FOUND');
        account.contracts = account.contracts.filter((contract) => contract.contractId !== contractId);
        account.assignments = account.assignments.filter(({ contract }) => contract.contractId !== contractId);
        return {};
      });
    },
    ({ contracts }) => contracts.length > 0,
  ),
);

async function assign(
  account: AccountModel,
  server: AccountServer,
  contract: Contract,
  range: MonthRange,
): Promise<void> {
  const { contractId } = contract;
  const path = `/billing/admin/billing-groups/${account.billingGroupId}`;
  await expectSame(server, { method: 'PUT', path, body: { contractId, ...range } }, () => {
    account.assignments.push({ contract, ...range });
    return { contractId };
  });
}

function toBody({ discountTenths, baseFee, minimumCharge, prices }: Terms) {
  const rows = Object.entries(prices).map(([name, price]) => [name, { model: 'FLAT', unitPrice: tenths(price) }]);
  return {
    name: 'Contract',
    discountRate: tenths(discountTenths),
    baseFee,
    minimumCharge,
    prices: Object.fromEntries(rows),
  };
}

export const contractSteps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: signContract },
  { weight: 2, arbitrary: assignContract },
  { weight: 1, arbitrary: unassignContracts },
  { weight: 1, arbitrary: deleteContract },
);

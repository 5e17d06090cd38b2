import fc from 'fast-check';
import { type Call, textOf } from '../account-server.ts';
import { month } from '../arbitraries.ts';
import type { Bill } from '../model/bill.ts';
import { calculate, deleteCalculation } from '../model/calculation.ts';
import { isRecalculable } from '../model/payment-states.ts';
import { expectSame, type Step, step } from '../step.ts';

const calculateMonth = month.map((billed) => {
  const call: Call = { method: 'POST', path: '/billing/admin/calculations', body: { month: billed } };
  return step(
    textOf(call),
    async (account, server) => {
      await expectSame(server, call, () => calculate(account, billed));
    },
    (account) => isOpen(account.find(billed)) || !account.find(billed),
  );
});

const deleteMonth = month.map((billed) => {
  const call: Call = { method: 'DELETE', path: `/billing/admin/resources?month=${billed}` };
  return step(
    textOf(call),
    async (account, server) => {
      await expectSame(server, call, () => deleteCalculation(account, billed));
    },
    (account) => isOpen(account.find(billed)),
  );
});

function isOpen(bill: Bill | undefined): boolean {
  return bill !== undefined && isRecalculable(bill.status);
}

export const calculationSteps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: calculateMonth },
  { weight: 1, arbitrary: deleteMonth },
);

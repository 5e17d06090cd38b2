import { outstandingIn, owedUpTo, type Policy, standardRules, sumMoney } from '@billing-testkit/engine';
import type { BillingCase } from './billing-case.ts';
import { CaseProblem } from './case-problem.ts';
import { takeStepsByEngine } from './engine-life.ts';
import { stepsOf } from './life-step.ts';

/** What earlier months leave to pay, as the two figures that a preview takes (§8, §11). */
export function owedBefore(billingCase: BillingCase, policy: Policy) {
  const { member, month, earlier = [] } = billingCase;
  if (earlier.length === 0) return {};
  const { account } = takeStepsByEngine(billingCase, stepsOf({ member, month, earlier }).slice(0, -1), { policy });
  const owed = owedUpTo(account, month);
  const late = owed.filter((bill) => standardRules.isOverdue(bill.month, month, policy.lateFees));
  if (late.length > 0 && late.length < owed.length) {
    throw new CaseProblem('A preview can’t tell months that are overdue from months that are not.');
  }
  if (owed.some((bill) => account.lateFees.has(bill.month) || bill.statement.lateFee > 0)) {
    throw new CaseProblem('A preview knows nothing of earlier late fees.');
  }
  return { unpaidAmount: sumMoney(owed.map(outstandingIn)), isOverdue: late.length > 0 };
}

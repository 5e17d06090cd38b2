import type { AppliedCredit, Statement } from '../model/statement.ts';
import type { Credit } from '../model/statement-input.ts';
import { type Money, sumMoney } from '../values/money.ts';
import type { Calculation } from './calculation.ts';

export type CreditedBill = Pick<Statement, 'appliedCredits' | 'creditApplied' | 'charge'>;

/** §6: usable credits are used in their order until nothing is left to pay. */
export function credit(chargeBeforeCredit: Money, credits: readonly Credit[], calculation: Calculation): CreditedBill {
  const { rules, trace } = calculation;
  const appliedCredits: AppliedCredit[] = [];
  let charge = chargeBeforeCredit;
  for (const used of usable(credits, calculation)) {
    if (!rules.usesAnotherCredit(appliedCredits.length)) break;
    const { creditId, type, balance } = used;
    const amountApplied = rules.creditAmount(balance, charge);
    if (amountApplied <= 0) continue;
    charge -= amountApplied;
    const remainingBalance = balance - amountApplied;
    appliedCredits.push({ creditId, type, ...labelsOf(used), amountApplied, remainingBalance });
    const exact = String(amountApplied);
    trace?.({ step: 'credit', section: 6, figure: 'amountApplied', of: { creditId }, exact, value: amountApplied });
  }
  const creditApplied = sumMoney(appliedCredits.map(({ amountApplied }) => amountApplied));
  trace?.({ step: 'credit', section: 6, figure: 'creditApplied', exact: String(creditApplied), value: creditApplied });
  trace?.({ step: 'credit', section: 6, figure: 'charge', exact: String(charge), value: charge });
  return { appliedCredits, creditApplied, charge };
}

function labelsOf({ name, campaignId }: Credit): Pick<Credit, 'name' | 'campaignId'> {
  return { ...(name !== undefined && { name }), ...(campaignId !== undefined && { campaignId }) };
}

function usable(credits: readonly Credit[], { member, month, policy, rules }: Calculation): Credit[] {
  return credits
    .filter(({ currency = member.currency, balance }) => currency === member.currency && balance > 0)
    .filter((candidate) => rules.creditHasBegun(candidate, month) && !rules.creditHasExpired(candidate, month))
    .sort((a, b) => rules.compareCredits(a, b, month, policy.credits));
}

import type { LineItem, Statement } from '../model/statement.ts';
import type { Exact } from '../values/exact.ts';
import { type Money, sumMoney } from '../values/money.ts';
import type { Calculation } from './calculation.ts';
import type { PricedLine } from './price.ts';
import { exactText } from './trace.ts';

export type ContractedBill = Pick<
  Statement,
  'lineItems' | 'usageAmount' | 'contractDiscount' | 'baseFee' | 'minimumCommitment' | 'subtotal'
>;

/** §4: the contract's discount on each line, its base fee and its minimum charge. */
export function contract(lines: readonly PricedLine[], calculation: Calculation): ContractedBill {
  const { rules, contract: terms, trace } = calculation;
  const rate = terms?.discountRate ?? '0';
  const discountOf = (amount: Money) => rules.contractDiscount(amount, rate);
  const lineItems = discounted(lines, discountOf, calculation);
  const usageAmount = sumMoney(lineItems.map(({ amount }) => amount));
  const contractDiscount = sumMoney(lineItems.map(({ discount }) => discount));
  const fee = rules.isBaseFeeDue(usageAmount) ? (terms?.baseFee ?? 0) : 0;
  const baseFee = fee - rules.round(rules.baseFeeDiscount(fee, discountOf));
  const minimumCharge = rules.isMinimumChargeDue(usageAmount) ? (terms?.minimumCharge ?? 0) : 0;
  const reached = { usageAmount, netAmount: usageAmount - contractDiscount, baseFee };
  const minimumCommitment = Math.max(0, minimumCharge - rules.reachedOfMinimumCharge(reached));
  const subtotal = sumMoney([usageAmount, -contractDiscount, baseFee, minimumCommitment]);
  const bill = { lineItems, usageAmount, contractDiscount, baseFee, minimumCommitment, subtotal };
  if (trace) {
    for (const figure of ['usageAmount', 'contractDiscount', 'baseFee', 'minimumCommitment', 'subtotal'] as const) {
      trace({ step: 'contract', section: 4, figure, exact: String(bill[figure]), value: bill[figure] });
    }
  }
  return bill;
}

function discounted(
  lines: readonly PricedLine[],
  discountOf: (amount: Money) => Exact,
  { rules, trace }: Calculation,
): LineItem[] {
  const amounts = lines.map(({ amount }) => amount);
  const discounts = rules.lineDiscounts(amounts, discountOf, rules.round);
  return lines.map((line, index) => {
    const { projectId, counterName, counterType, unit, quantity, pricing, amount } = line;
    const discount = discounts[index] ?? 0;
    const exact = trace && exactText(discountOf(amount));
    const of = { projectId, counterName };
    if (exact) trace({ step: 'contract', section: 4, figure: 'discount', of, exact, value: discount });
    const netAmount = amount - discount;
    return { projectId, counterName, counterType, unit, quantity, pricing, amount, discount, netAmount };
  });
}

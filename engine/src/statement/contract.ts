import type { LineItem, Statement } from '../model/statement.ts';
import { sumMoney } from '../values/money.ts';
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
  const lineItems = lines.map((line) => discounted(line, calculation));
  const usageAmount = sumMoney(lineItems.map(({ amount }) => amount));
  const contractDiscount = sumMoney(lineItems.map(({ discount }) => discount));
  const baseFee = rules.baseFee(terms, usageAmount);
  const reached = { usageAmount, netAmount: usageAmount - contractDiscount, baseFee };
  const minimumCommitment = rules.minimumCommitment(reached, terms?.minimumCharge ?? 0);
  const subtotal = sumMoney([usageAmount, -contractDiscount, baseFee, minimumCommitment]);
  const bill = { lineItems, usageAmount, contractDiscount, baseFee, minimumCommitment, subtotal };
  if (trace) {
    for (const figure of ['usageAmount', 'contractDiscount', 'baseFee', 'minimumCommitment', 'subtotal'] as const) {
      trace({ step: 'contract', section: 4, figure, exact: String(bill[figure]), value: bill[figure] });
    }
  }
  return bill;
}

function discounted(line: PricedLine, { rules, contract: terms, trace }: Calculation): LineItem {
  const exactDiscount = rules.contractDiscount(line.amount, terms?.discountRate ?? '0');
  const discount = rules.round(exactDiscount);
  const of = { projectId: line.projectId, counterName: line.counterName };
  trace?.({ step: 'contract', section: 4, figure: 'discount', of, exact: exactText(exactDiscount), value: discount });
  return { ...line, discount, netAmount: line.amount - discount };
}

import type { Schema } from '@billing-testkit/contracts';
import {
  type Account,
  type AppliedAdjustment,
  type AppliedCredit,
  amountDue,
  type Bill,
  decimalText,
  type LineItem,
  type Statement,
} from '@billing-testkit/engine';
import { toWirePricing } from './contract.ts';
import { toWireInstant } from './instant.ts';

/** The fields of a bill that a calculation answers. */
export function toWireFigures(statement: Statement): Schema<'CalculatedStatement'> {
  const { lateFeeMonths, dueDate, ...figures } = statement;
  const { period, lineItems, appliedAdjustments, appliedCredits, taxRate } = figures;
  return {
    ...figures,
    period: { ...period, start: toWireInstant(period.start), end: toWireInstant(period.end) },
    lineItems: lineItems.map(toWireLineItem),
    appliedAdjustments: appliedAdjustments.map(toAppliedAdjustment),
    appliedCredits: appliedCredits.map(toAppliedCredit),
    taxRate: decimalText(taxRate) ?? String(taxRate),
  };
}

/** An account's statement, with the state of its payment now. */
export function toWireStatement(account: Account, bill: Bill): Schema<'Statement'> {
  return {
    statementId: bill.statementId,
    uuid: account.uuid,
    ...toWireFigures(bill.statement),
    billingGroupId: account.billingGroupId,
    paidAmount: bill.paid,
    amountDue: amountDue(account, bill.month),
    paymentGroupId: bill.paymentGroupId,
    paymentStatus: bill.status,
    paymentStatusCode: bill.status,
    dueDate: bill.statement.dueDate,
    calculatedAt: toWireInstant(bill.calculatedAt),
  };
}

function toWireLineItem(line: LineItem, index: number): Schema<'LineItem'> {
  return { lineItemId: `line-${index + 1}`, ...line, pricing: toWirePricing(line.pricing) };
}

function toAppliedAdjustment({ value, ...applied }: AppliedAdjustment): Schema<'AppliedAdjustment'> {
  return { ...applied, value: decimalText(value) ?? String(value) };
}

function toAppliedCredit({ name, ...applied }: AppliedCredit): Schema<'AppliedCredit'> {
  return { ...applied, ...(name !== undefined && { campaignName: name }) };
}

import type { AccountModel } from './account-model.ts';
import { type AppliedAdjustment, compound } from './adjustments.ts';
import { halfUp, sum } from './arithmetic.ts';
import { type CalculatedStatement, outstanding } from './bill.ts';
import { covers, isOverdue, type Month } from './calendar.ts';
import { contractInForce } from './contracts.ts';
import type { Use } from './credits.ts';
import { projects } from './readings.ts';
import { type Line, linesOf } from './usage.ts';

interface Calculation {
  readonly statement: CalculatedStatement;
  /** The overdue months that it charges a late fee for. */
  readonly lateFeeFor: readonly Month[];
}

/** A month's statement as the account stands, `back` being the credits it would have back (§2 to §8). */
export function statementOf(account: AccountModel, month: Month, back: readonly Use[]): Calculation {
  const { member, credits } = account;
  const usage = usageOf(account, month);
  const adjusted = adjust(account, month, usage);
  const appliedCredits = credits.usesFor(month, adjusted.running, back);
  const creditApplied = sum(appliedCredits.map(({ amountApplied }) => amountApplied));
  const charge = adjusted.running - creditApplied;
  const vat = member.taxOn(charge);
  const { unpaidAmount, lateFee, lateFeeFor } = carriedInto(account, month);
  const totals = { charge, vat, unpaidAmount, lateFee, totalAmount: charge + vat + unpaidAmount + lateFee };
  const adjustmentTotal = sum(adjusted.appliedAdjustments.map(({ amount }) => amount));
  const discounts = sum(adjusted.appliedAdjustments.map(({ amount }) => Math.max(0, 0 - amount)));
  const discount = usage.contractDiscount + discounts;
  const { appliedAdjustments } = adjusted;
  const adjustments = { appliedAdjustments, adjustmentTotal, discount };
  return { statement: { ...usage, ...adjustments, appliedCredits, creditApplied, ...totals }, lateFeeFor };
}

function usageOf({ readings, assignments, member }: AccountModel, month: Month) {
  const contract = contractInForce(assignments, month);
  const inMonth = readings.filter((reading) => reading.month === month);
  const lineItems = linesOf(inMonth, member.currency, contract);
  const usageAmount = sum(lineItems.map(({ amount }) => amount));
  const contractDiscount = sum(lineItems.map(({ discount }) => discount));
  const { baseFee = 0, minimumCharge = 0 } = contract ?? {};
  const agreed = usageAmount - contractDiscount + baseFee;
  const minimumCommitment = Math.max(0, minimumCharge - agreed);
  const subtotal = agreed + minimumCommitment;
  return { lineItems, usageAmount, contractDiscount, baseFee, minimumCommitment, subtotal };
}

type Usage = ReturnType<typeof usageOf>;

/** Project by project, then the billing group (§5). */
function adjust({ adjustments }: AccountModel, month: Month, { lineItems, baseFee, minimumCommitment }: Usage) {
  const inForce = adjustments.filter((adjustment) => covers(adjustment, month));
  const on = (target: string | undefined) => inForce.filter(({ projectId }) => projectId === target);
  const byProject = projects.map((projectId) => compound(netOf(lineItems, projectId), on(projectId)));
  const group = compound(sum(byProject.map(({ running }) => running)) + baseFee + minimumCommitment, on(undefined));
  const appliedAdjustments: AppliedAdjustment[] = [...byProject, group].flatMap(({ applied }) => applied);
  return { running: group.running, appliedAdjustments };
}

function netOf(lineItems: readonly Line[], project: string): number {
  return sum(lineItems.filter(({ projectId }) => projectId === project).map(({ netAmount }) => netAmount));
}

/** The unpaid amount of earlier months, and the late fee for overdue months for which no other statement charged one (§8). */
function carriedInto({ bills, lateFees }: AccountModel, month: Month) {
  const earlier = bills.filter((bill) => bill.month < month);
  const unpaidAmount = sum(earlier.map(outstanding));
  const chargeable = earlier
    .filter((bill) => isOverdue(bill.month, month) && (lateFees.get(bill.month) ?? month) === month)
    .map((bill) => ({
      month: bill.month,
      owed: Math.min(outstanding(bill), bill.statement.charge + bill.statement.vat),
    }))
    .filter(({ owed }) => owed > 0);
  const lateFee = halfUp(sum(chargeable.map(({ owed }) => owed)) * 5, 100);
  return { unpaidAmount, lateFee, lateFeeFor: chargeable.map((owed) => owed.month) };
}

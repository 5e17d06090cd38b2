import { Inspection } from '../../inspection/inspection.ts';
import { ReceivedList } from '../../model/received-reading.ts';
import type { AppliedCredit, Statement } from '../../model/statement.ts';
import type { CarriedMonth } from '../../model/statement-input.ts';
import { billMonth } from '../../statement/calculate-statement.ts';
import type { CheckedInput } from '../../statement/check-statement-input.ts';
import type { Month } from '../../values/calendar.ts';
import { sumMoney } from '../../values/money.ts';
import type { Account, AccountCredit } from '../account.ts';
import { billOf, byMonth, outstandingIn } from '../bills.ts';
import type { BillKey, OfMonth } from '../commands.ts';
import { isRecalculable } from '../payment-states.ts';
import type { Decision, Draft } from './draft.ts';
import { finalized } from './finality.ts';
import { isEqual } from './is-equal.ts';
import { giveBack, use } from './ledger.ts';

const A_MONTH = 'a month';

/** Calculates a month, or calculates it anew: equal figures change nothing (§9). */
export function calculate(draft: Draft, { month }: OfMonth): Decision<{ bill: BillKey }> {
  const inspection = new Inspection();
  inspection.month(month, '/month');
  inspection.finish('The month was not calculated:');
  const { account, now } = draft;
  const earlier = account.bills.get(month);
  if (earlier && !isRecalculable(earlier.status)) throw finalized(earlier, '/month', A_MONTH);

  const givenBack = draft.rules.creditsGivenBack(earlier?.statement.appliedCredits ?? []);
  const statement = statementOf(draft, month, givenBack);
  checkOwed(account, statement);
  const statementId = `st-${account.uuid}-${month}`;
  const answer = { bill: { month, statementId } };
  if (earlier && isEqual(statement, earlier.statement)) return draft.decided(answer);

  if (!isEqual(usesOf(statement.appliedCredits), usesOf(givenBack))) {
    giveBack(draft, givenBack, statementId);
    use(draft, statement.appliedCredits, statementId);
  }
  const paymentGroupId = `pg-${account.uuid}-${month}`;
  draft.add({ type: 'statementCalculated', statementId, paymentGroupId, statement, calculatedAt: now });
  return draft.decided(answer);
}

/** Drops a month's statement and gives its credits back; a final one stays (§9). */
export function deleteCalculation(draft: Draft, { month }: OfMonth): Decision<{ bill: BillKey }> {
  const bill = billOf(draft.account, month);
  if (!isRecalculable(bill.status)) throw finalized(bill, '/month', A_MONTH);
  giveBack(draft, bill.statement.appliedCredits, bill.statementId);
  draft.add({ type: 'statementDeleted', month, paymentGroupId: bill.paymentGroupId });
  return draft.decided({ bill });
}

/** Throws `AMOUNT_OUT_OF_RANGE` when the account would owe more than the largest amount of money in all months together (§8). */
function checkOwed({ owing }: Account, { month, charge, vat, lateFee }: Statement): void {
  const others = [...owing.values()].filter((bill) => bill.month !== month);
  sumMoney([charge, vat, lateFee, ...others.map(outstandingIn)]);
}

/** The statement of a month as the account stands, and as its earlier bill gives back. */
export function statementOf(draft: Draft, month: Month, givenBack: readonly AppliedCredit[]): Statement {
  const { account, policy, rules } = draft;
  const { member, readings, assignments, adjustments, credits } = account;
  const input: CheckedInput = {
    member: member.member,
    month,
    readings: new ReceivedList(readings.received(month)),
    contracts: assignments,
    adjustments: [...adjustments.values()],
    credits: withGivenBack(credits, givenBack),
    carried: carriedInto(account, month),
  };
  return draft.calculated(month, (trace) => billMonth(input, { policy, rules, ...(trace && { trace }) }));
}

/** The credits with the amounts that are given back to them. A credit that has ended since keeps nothing of its amount (§9). */
function withGivenBack(credits: Account['credits'], givenBack: readonly AppliedCredit[]): AccountCredit[] {
  const amounts = new Map(givenBack.map(({ creditId, amountApplied }) => [creditId, amountApplied]));
  return Array.from(credits.values(), (credit) => {
    const back = amounts.get(credit.creditId);
    return back === undefined || credit.ended ? credit : { ...credit, balance: credit.balance + back };
  });
}

function carriedInto({ owing, lateFees }: Account, month: Month): CarriedMonth[] {
  const earlier = [...owing.values()].filter((bill) => bill.month < month);
  return earlier.sort(byMonth).map(({ month: owed, statement: { charge, vat, lateFee }, paid }) => {
    const chargedBy = lateFees.get(owed);
    return { month: owed, charge, vat, lateFee, paid, lateFeeCharged: chargedBy !== undefined && chargedBy !== month };
  });
}

function usesOf(applied: readonly AppliedCredit[]): unknown {
  return applied.map(({ creditId, amountApplied }) => [creditId, amountApplied]);
}

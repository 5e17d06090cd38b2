import { isDeepStrictEqual } from 'node:util';
import type { AccountModel } from './account-model.ts';
import type { Month } from './calendar.ts';
import type { Use } from './credits.ts';
import { isRecalculable } from './payment-states.ts';
import { Refused } from './refused.ts';
import { statementOf } from './statement.ts';

/** Calculates a month, or calculates it anew and keeps its payment's state (§9). */
export function calculate(account: AccountModel, month: Month): { statementId: string } {
  const earlier = account.find(month);
  if (earlier && !isRecalculable(earlier.status)) throw new Refused('STATEMENT_FINALIZED');
  const back = earlier?.statement.appliedCredits ?? [];
  const { statement, lateFeeFor } = statementOf(account, month, back);
  if (!isSameUse(back, statement.appliedCredits)) {
    account.credits.giveBack(back);
    account.credits.use(statement.appliedCredits);
  }
  takeLateFeesBack(account, month);
  for (const owed of lateFeeFor) account.lateFees.set(owed, month);
  if (earlier) earlier.statement = statement;
  else account.calculated({ month, statement, status: 'READY', paid: 0, refunded: 0 });
  return { statementId: `st-${account.uuid}-${month}` };
}

/** Drops a month's statement and gives its credits back. */
export function deleteCalculation(account: AccountModel, month: Month): object {
  const { status, statement } = account.bill(month);
  if (!isRecalculable(status)) throw new Refused('STATEMENT_FINALIZED');
  account.credits.giveBack(statement.appliedCredits);
  takeLateFeesBack(account, month);
  account.dropped(month);
  return {};
}

/** Takes back the late fees that a month charged, before it is charged anew or dropped. */
function takeLateFeesBack({ lateFees }: AccountModel, month: Month): void {
  for (const [owed, chargedBy] of lateFees) if (chargedBy === month) lateFees.delete(owed);
}

/** Doing it twice changes nothing the second time: equal uses make no entries. */
function isSameUse(one: readonly Use[], other: readonly Use[]): boolean {
  const amounts = (uses: readonly Use[]) => uses.map(({ creditId, amountApplied }) => [creditId, amountApplied]);
  return isDeepStrictEqual(amounts(one), amounts(other));
}

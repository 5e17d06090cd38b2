import type { Bill, BillRow, Outcome } from './bill.ts';
import type { List } from './figures.ts';

/** What came of a case without some figures: totals like `vat`, those of lines like `lineItems.pricing`, or whole lists. */
export function withoutFigures(outcome: Outcome, omits: readonly string[]): Outcome {
  if (omits.length === 0 || !outcome.bill) return outcome;
  return { ...outcome, bill: billWithoutFigures(outcome.bill, new Set(omits)) };
}

function billWithoutFigures(bill: Bill, omits: ReadonlySet<string>): Bill {
  const rows = (list: List) => (omits.has(list) ? [] : bill[list].map((row) => withoutNames(row, `${list}.`, omits)));
  return {
    // With what else a target may tell of it.
    ...bill,
    totals: withoutNames(bill.totals, '', omits),
    lineItems: rows('lineItems'),
    appliedAdjustments: rows('appliedAdjustments'),
    appliedCredits: rows('appliedCredits'),
  };
}

function withoutNames(row: BillRow, prefix: string, omits: ReadonlySet<string>): BillRow {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !omits.has(`${prefix}${name}`)));
}

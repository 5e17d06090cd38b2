import { type Bill, type BillRow, type List, withoutFigures } from '../cases/bill.ts';
import type { Cell } from '../matrices/matrix.ts';
import type { BrokenSum } from './diagnosis.ts';
import type { ObservedRun } from './observed-runs.ts';

/** A figure of a bill, and the figures of the same bill that it has to be the sum of. */
interface Sum {
  /** The figure, like `usageAmount`. */
  readonly figure: string;
  /** Its parts in words that go before `add up to`. */
  readonly parts: string;
  readonly says: (bill: Bill) => Amount;
  readonly amounts: (bill: Bill) => readonly Amount[];
  /** The list whose lines are added up. */
  readonly list?: List;
}

/** A whole amount, or nothing when the bill does not have the figure or has something else in its place. */
type Amount = number | undefined;

/** The sums that the billing rules promise, in the order of the steps. */
const sums: readonly Sum[] = [
  {
    figure: 'netAmount of a line',
    list: 'lineItems',
    parts: 'its amount − discount',
    says: ({ lineItems }) => oddLine(lineItems)?.says,
    amounts: ({ lineItems }) => [oddLine(lineItems)?.sum],
  },
  ofList('usageAmount', 'lines', 'lineItems', 'amount'),
  ofList('contractDiscount', 'discounts of the lines', 'lineItems', 'discount'),
  {
    figure: 'usageAmount − contractDiscount',
    list: 'lineItems',
    parts: 'net amounts of the lines',
    says: ({ totals }) => sumOf([amountIn(totals, 'usageAmount'), negative(amountIn(totals, 'contractDiscount'))]),
    amounts: ({ lineItems }) => lineItems.map((line) => amountIn(line, 'netAmount')),
  },
  ofTotals('subtotal', ['usageAmount', '-contractDiscount', 'baseFee', 'minimumCommitment']),
  ofList('adjustmentTotal', 'adjustments', 'appliedAdjustments', 'amount'),
  {
    figure: 'discount',
    list: 'appliedAdjustments',
    parts: 'contractDiscount and the adjustments that lower the bill',
    says: ({ totals }) => amountIn(totals, 'discount'),
    amounts: ({ totals, appliedAdjustments }) => [
      amountIn(totals, 'contractDiscount'),
      ...appliedAdjustments.map(discountOf),
    ],
  },
  ofList('creditApplied', 'credits', 'appliedCredits', 'amountApplied'),
  ofTotals('charge', ['subtotal', 'adjustmentTotal', '-creditApplied']),
  ofTotals('totalAmount', ['charge', 'vat', 'unpaidAmount', 'lateFee']),
];

/** The sum of a bill for which nothing was paid: payments may pay other months, too. */
const unpaidSums: readonly Sum[] = [ofTotals('amountDue', ['totalAmount', '-paidAmount'])];

/** The sums of the target's wrong bills that do not add up, in the order of the steps, each with the first bill that shows it. */
export function brokenSums(runs: readonly ObservedRun[]): BrokenSum[] {
  const tallies = new Map([...sums, ...unpaidSums].map(({ figure }) => [figure, new Tally()]));
  for (const { cell, bill, ...checked } of runs.flatMap(wrongBills)) {
    for (const sum of sumsIn(bill, checked)) tallies.get(sum.figure)?.add(sum, cell);
  }
  return [...tallies.values()].flatMap((tally) => tally.broken ?? []);
}

interface WrongBill extends CheckedBill {
  readonly cell: Cell;
  readonly bill: Bill;
}

function wrongBills({ run, outcomesOf, omits = [] }: ObservedRun): WrongBill[] {
  return run.results.flatMap((result) => {
    const bill = result.verdict === 'differs' ? result.evidence?.actual.bill : undefined;
    if (!bill) return [];
    const { payments = [] } = outcomesOf(result.cell).billingCase;
    return [{ cell: result.cell, bill, omits, isUnpaid: payments.length === 0 }];
  });
}

/** The bills in which a sum was checked, and those in which it is broken. */
class Tally {
  #checked = 0;
  #broken: Omit<BrokenSum, 'checked'> | undefined;

  add(sum: SumOfBill, cell: Cell): void {
    this.#checked += 1;
    if (sum.sum === sum.says) return;
    this.#broken = { ...(this.#broken ?? { ...sum, cell }), bills: (this.#broken?.bills ?? 0) + 1 };
  }

  get broken(): BrokenSum | undefined {
    return this.#broken && { ...this.#broken, checked: this.#checked };
  }
}

/** A sum of a bill, as it should be and as the bill says. */
interface SumOfBill extends Pick<Sum, 'figure' | 'parts'> {
  readonly sum: number;
  readonly says: number;
}

interface CheckedBill {
  /** The figures that the bill does not have. */
  readonly omits: readonly string[];
  /** Whether nothing was paid since the bill was made. */
  readonly isUnpaid: boolean;
}

/** The sums of a bill that has all their figures. */
export function sumsIn(whole: Bill, { omits, isUnpaid }: CheckedBill): SumOfBill[] {
  const { bill } = withoutFigures({ refusals: [], bill: whole }, omits);
  if (!bill) return [];
  const checked = [...sums, ...(isUnpaid ? unpaidSums : [])].filter(
    ({ list }) => list === undefined || !(omits.includes(list) || list in bill.totals),
  );
  return checked.flatMap(({ figure, parts, says, amounts }) => {
    const [said, sum] = [says(bill), sumOf(amounts(bill))];
    return said === undefined || sum === undefined ? [] : [{ figure, parts, sum, says: said }];
  });
}

/** A total that is the sum of a figure over the lines of a list. */
function ofList(figure: string, parts: string, list: List, summed: string): Sum {
  return {
    figure,
    parts,
    list,
    says: ({ totals }) => amountIn(totals, figure),
    amounts: (bill) => bill[list].map((row) => amountIn(row, summed)),
  };
}

/** A total that is the sum of other totals; those with a minus are taken off. */
function ofTotals(figure: string, names: readonly string[]): Sum {
  const words = names.map((name, index) =>
    name.startsWith('-') ? `− ${name.slice(1)}` : `${index > 0 ? '+ ' : ''}${name}`,
  );
  return {
    figure,
    parts: words.join(' '),
    says: ({ totals }) => amountIn(totals, figure),
    amounts: ({ totals }) =>
      names.map((name) => (name.startsWith('-') ? negative(amountIn(totals, name.slice(1))) : amountIn(totals, name))),
  };
}

/** The first line whose net amount is not its amount less its discount; the first line when there is none. */
function oddLine(lines: readonly BillRow[]): { readonly says: Amount; readonly sum: Amount } | undefined {
  const read = lines.map((line) => ({
    says: amountIn(line, 'netAmount'),
    sum: sumOf([amountIn(line, 'amount'), negative(amountIn(line, 'discount'))]),
  }));
  return read.find(({ says, sum }) => says !== undefined && sum !== undefined && says !== sum) ?? read[0];
}

function discountOf(adjustment: BillRow): Amount {
  const amount = amountIn(adjustment, 'amount');
  return String(adjustment.type).endsWith('DISCOUNT') ? negative(amount) : 0;
}

function amountIn(row: BillRow, figure: string): Amount {
  const value = row[figure];
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
}

function negative(amount: Amount): Amount {
  return amount === undefined ? undefined : 0 - amount;
}

function sumOf(amounts: readonly Amount[]): Amount {
  let sum = 0;
  for (const amount of amounts) {
    if (amount === undefined) return undefined;
    sum += amount;
  }
  return Number.isSafeInteger(sum) ? sum : undefined;
}

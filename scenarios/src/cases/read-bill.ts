import { type Bill, type BillRow, figures, type List, listNames } from './bill.ts';

/**
 * Reads a bill from a statement of the API. A figure that the statement lacks is not on the bill, and an odd value stays as it is.
 */
export function readBill(statement: object): Bill {
  const rows = (name: List) => {
    const list = valueAt(statement, [name]);
    return Array.isArray(list) ? list.map((row) => readRow(name, row)) : [];
  };
  return {
    totals: withOddLists(readRow('totals', statement), statement),
    lineItems: rows('lineItems'),
    appliedAdjustments: rows('appliedAdjustments').map(withoutGroup),
    appliedCredits: rows('appliedCredits'),
  };
}

/** The totals, with the values that were sent in place of lists. */
function withOddLists(totals: BillRow, statement: object): BillRow {
  const sent = listNames.map((name) => [name, valueAt(statement, [name])] as const);
  const odd = sent.filter(([, value]) => !Array.isArray(value));
  if (odd.length === 0) return totals;
  return { ...totals, ...Object.fromEntries(odd.map(([name, value]) => [name, oddList(value)])) };
}

/** A text for a value in place of a list. It is never a number, because the number of lines is one. */
function oddList(sent: unknown): BillRow[string] {
  if (sent === undefined) return 'no list';
  return typeof sent === 'string' ? sent : JSON.stringify(sent);
}

/** The figures of each section, with their places in a statement or in a line of it. They are worked out once: bills are read by the thousand. */
const places = {
  totals: placesOf('totals'),
  lineItems: placesOf('lineItems'),
  appliedAdjustments: placesOf('appliedAdjustments'),
  appliedCredits: placesOf('appliedCredits'),
};

function placesOf(section: keyof Bill) {
  return Object.entries(figures[section]).map(([name, { form }]) => ({ name, form, path: name.split('.') }));
}

function readRow(section: keyof Bill, source: unknown): BillRow {
  const row: Record<string, BillRow[string]> = {};
  for (const { name, form, path } of places[section]) {
    const value = valueAt(source, path);
    if (value !== undefined) row[name] = form(value);
  }
  return row;
}

function valueAt(source: unknown, path: readonly string[]): unknown {
  let value = source;
  for (const part of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, part);
  }
  return value;
}

/** Leaves out the id of the billing group: every system makes its own, and an account has only one group. */
function withoutGroup({ targetId, ...row }: BillRow): BillRow {
  return row.level === 'BILLING_GROUP' || targetId === undefined ? row : { ...row, targetId };
}

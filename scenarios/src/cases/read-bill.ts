import { type Bill, type BillRow, figures, type List, listNames } from './bill.ts';

/**
 * Reads a bill from a statement of the API. A figure that the statement lacks is not on the bill, and an odd value stays as it is.
 */
export function readBill(statement: object): Bill {
  const source = new Map<string, unknown>(Object.entries(statement));
  const rows = (name: List) => {
    const list = source.get(name);
    return Array.isArray(list) ? list.map((row) => readRow(name, row)) : [];
  };
  return {
    totals: { ...readRow('totals', statement), ...oddLists(source) },
    lineItems: rows('lineItems'),
    appliedAdjustments: rows('appliedAdjustments').map(withoutGroup),
    appliedCredits: rows('appliedCredits'),
  };
}

/** The values that were sent in place of lists. */
function oddLists(source: ReadonlyMap<string, unknown>): BillRow {
  const odd = listNames.filter((name) => !Array.isArray(source.get(name)));
  return Object.fromEntries(odd.map((name) => [name, oddList(source.get(name))]));
}

/** A text for a value in place of a list. It is never a number, because the number of lines is one. */
function oddList(sent: unknown): BillRow[string] {
  if (sent === undefined) return 'no list';
  return typeof sent === 'string' ? sent : JSON.stringify(sent);
}

function readRow(section: keyof Bill, source: unknown): BillRow {
  const row: Record<string, BillRow[string]> = {};
  for (const [name, { form }] of Object.entries(figures[section])) {
    const value = valueAt(source, name);
    if (value !== undefined) row[name] = form(value);
  }
  return row;
}

function valueAt(source: unknown, name: string): unknown {
  let value = source;
  for (const part of name.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, part);
  }
  return value;
}

/** Leaves out the id of the billing group: every system makes its own, and an account has only one group. */
function withoutGroup({ targetId, ...row }: BillRow): BillRow {
  return row.level === 'BILLING_GROUP' || targetId === undefined ? row : { ...row, targetId };
}

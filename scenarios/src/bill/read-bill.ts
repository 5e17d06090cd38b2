import type { Bill, BillRow } from './bill.ts';
import { figures } from './figures.ts';

/** Reads a bill from a statement as the API answers it. What it lacks the bill lacks, and what is odd about it stays. */
export function readBill(statement: object): Bill {
  const source = new Map<string, unknown>(Object.entries(statement));
  const rows = (name: 'lineItems' | 'appliedAdjustments' | 'appliedCredits') => {
    const list = source.get(name);
    return Array.isArray(list) ? list.map((row) => readRow(name, row)) : [];
  };
  return {
    totals: readRow('totals', statement),
    lineItems: rows('lineItems'),
    appliedAdjustments: rows('appliedAdjustments').map(withoutGroup),
    appliedCredits: rows('appliedCredits'),
  };
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

/** Every system has its own names for billing groups, and an account has one of them. */
function withoutGroup({ targetId, ...row }: BillRow): BillRow {
  return row.level === 'BILLING_GROUP' || targetId === undefined ? row : { ...row, targetId };
}

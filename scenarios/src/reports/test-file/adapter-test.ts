import type { Outcome } from '../../cases/bill.ts';
import type { BillingCase } from '../../cases/billing-case.ts';
import { Code, literal } from './literal.ts';

/** What is done and expected in the test of a case by an adapter, whose bills lack some figures. */
export function adapterTestBody(billingCase: BillingCase, right: Outcome, omits: readonly string[]): string[] {
  const context = {
    uuid: new Code(`\`test-\${crypto.randomUUID()}\``),
    signal: new Code('AbortSignal.timeout(30_000)'),
  };
  const written = (before: string, value: unknown) =>
    `${before}${literal(value, { indent: '  ', used: before.length })}`;
  return [
    `${written('  const { refusals, bill } = await target.bill(', billingCase)}, ${literal(context, { indent: '  ', used: 4 })});`,
    '',
    `${written('  expect(refusals).toEqual(', right.refusals)});`,
    `${written('  expect(bill).toMatchObject(', expectedBill(right, omits))});`,
  ];
}

/** The bill as `readBill` reads it, without what is not compared. */
function expectedBill({ bill }: Outcome, omits: readonly string[]): object {
  return Object.fromEntries(
    Object.entries(bill ?? {}).map(([section, rows]) => {
      const without = (row: object) =>
        Object.fromEntries(
          Object.entries(row).filter(
            ([figure]) => !omits.includes(section === 'totals' ? figure : `${section}.${figure}`),
          ),
        );
      return [section, Array.isArray(rows) ? rows.map(without) : without(rows)];
    }),
  );
}

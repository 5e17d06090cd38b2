import { expect, test } from 'vitest';
import { payments } from '../matrices/built-in/payments.ts';
import { standard } from '../matrices/built-in/standard.ts';
import { selectCells } from '../matrices/select-cells.ts';
import { billByEngine } from './bill-by-engine.ts';
import { CaseProblem } from './billing-case.ts';
import { previewByEngine, previewOf } from './preview.ts';

/** The figures that only the bill of an account has. */
const OF_AN_ACCOUNT = ['dueDate', 'paidAmount', 'amountDue', 'paymentStatus', 'paymentStatusCode'];

test('a preview of a standard cell is the bill of an account, but for when it is due and what is paid of it', () => {
  const { cells } = selectCells(standard, { coverage: 'pairwise' });
  for (const cell of cells) {
    const billingCase = standard.caseOf(cell);
    const { bill } = billByEngine(billingCase);
    const totals = Object.entries(bill?.totals ?? {}).filter(([name]) => !OF_AN_ACCOUNT.includes(name));
    expect(previewByEngine(billingCase)).toEqual({
      refusals: [],
      bill: { ...bill, totals: Object.fromEntries(totals) },
    });
  }
});

test('only payments that are there can’t be previewed, and to calculate anew, whatever arrives', () => {
  const plain = payments.caseOf({ member: 'kr', month: '2025-08', earlier: 'none', bill: 'some', path: 'none' });
  expect(plain.payments).toEqual([]);
  expect(previewByEngine(plain).bill?.totals).toMatchObject({ charge: 5030 });
  expect(() => previewOf({ ...plain, payments: [{ do: 'pay' }] }, {})).toThrow(CaseProblem);
  expect(() => previewOf({ ...plain, lateUsage: [] }, {})).toThrow(CaseProblem);
});

test('cases that share their earlier months are still asked for as what each of them owes', () => {
  const earlier = [
    {
      month: '2025-01',
      usage: [
        { projectId: 'web', counterName: 'units', unit: 'UNITS', volume: '50000', timestamp: '2025-01-15T12:00:00Z' },
      ],
    },
  ];
  const owed = (member: string, month: string) => previewOf({ member, month, earlier }, {});
  const [first, other, later] = [owed('kr', '2025-02'), owed('jp', '2025-02'), owed('kr', '2025-06')];
  expect(first).toMatchObject({ unpaidAmount: 5_500_000, isOverdue: false });
  expect(other).toMatchObject({ unpaidAmount: 605_000, isOverdue: false });
  expect(later).toMatchObject({ unpaidAmount: 5_500_000, isOverdue: true });
});

test('readings of another month are refused, also when they were asked for as those of their own', () => {
  const usage = [
    { projectId: 'web', counterName: 'units', unit: 'UNITS', volume: '1', timestamp: '2025-01-15T12:00:00Z' },
  ];
  expect(previewOf({ member: 'kr', month: '2025-01', usage }, {}).readings).toHaveLength(1);
  expect(() => previewOf({ member: 'kr', month: '2025-02', usage }, {})).toThrow(CaseProblem);
});

import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryReport } from '../../../test/arbitrary-report.ts';
import { diagnosisOf, engineWith, reportOf, reproductionOf, runOf } from '../../../test/report-data.ts';
import { terminalText } from './terminal.ts';

const plain = { colors: false, width: 80 };
const right = reportOf(await runOf(engineWith()));
const run = await runOf(engineWith('tax-before-credits'));
const wrong = reportOf(run, {
  diagnosis: diagnosisOf(run, 'tax-before-credits'),
  reproductions: [
    reproductionOf(run, { member: 'kr', month: '2025-02', unpaid: 'none', adjustment: 'none', credits: 'FREE' }),
  ],
});

test('when every bill is right, that is nearly all there is to say', () => {
  expect(terminalText(right, plain)).toBe(
    `180 of 180 bills agree

sample (full) against engine by account: 180 cells in 12.3 s, 15 a second
`,
  );
});

// 150.25 h × 397 = 59 649, 1001 GB = 900 × 90 + 70 = 81 070: 140 719 before the credit of 20 000, of which a tenth is 14 071.
test('wrong bills are told with what is wrong, where, and how to see it again', () => {
  expect(terminalText(wrong, { colors: false, width: 160 })).toBe(
    `90 of 180 bills are wrong: tax is on the charge after adjustments and before credits (tax-before-credits) explains the diagnosed cell

Diagnosis
  tax-before-credits explains the diagnosed cell
    Tax is on the charge after adjustments and before credits.
    §7 of the billing rules: Tax is on the charge after adjustments and credits.
    If your team chose this, write taxOn: BEFORE_CREDITS under rules in the catalog.

Where bills go wrong first
  by step: tax 90
  90 cells like member=kr, month=2025-02, unpaid=none, adjustment=none, credits=FREE
    tax: vat: expected 12071, got 14071 (and 2 more figures)

The plainest cells that still fail
  member=kr, month=2025-02, unpaid=none, adjustment=none, credits=FREE: wrong in tax, needs credits=FREE
    npx billing-matrix run sample --target tax-before-credits --filter 'member=kr,month=2025-02,unpaid=none,adjustment=none,credits=FREE'

Which cells are wrong
  credits
    none ░░░░░░░░░░░░░░░░░░░░   0 %  0 of 90
    FREE ████████████████████ 100 %  90 of 90
  makes no difference: member, month, unpaid, adjustment

sample (full) against tax-before-credits by account: 180 cells in 12.3 s, 15 a second
`,
  );
});

test('colors change nothing but colors', () => {
  const colored = terminalText(wrong, { ...plain, colors: true });
  expect(colored).toContain('\u001b[31m');
  expect(stripVTControlCharacters(colored)).toBe(terminalText(wrong, plain));
});

test('lines are as long as the terminal is wide, but commands stay in one', () => {
  const lines = terminalText(wrong, { colors: false, width: 60 }).split('\n');
  expect(lines.filter((line) => line.length > 60)).toEqual([expect.stringContaining('npx billing-matrix run')]);
});

test('why cells were not compared is told, and how the run ended', () => {
  const results = run.results.slice(0, 4).map(({ cell }, index) => {
    if (index === 3) return { verdict: 'skipped' as const, cell, message: 'A preview has no earlier months.' };
    return { verdict: 'failed' as const, cell, message: 'Timed out.' };
  });
  expect(terminalText(reportOf({ ...run, results, ending: 'gave up' }), { colors: false, width: 200 })).toBe(
    `No bill was compared; 3 cells had no bill to compare; the run gave up because the target failed; 176 of 180 cells were not reached; 1 cell was skipped

No bill to compare
  Timed out.
    3 cells like member=kr, month=2025-02, unpaid=none, adjustment=none, credits=none

Skipped
  A preview has no earlier months.
    member=kr, month=2025-02, unpaid=none, adjustment=group-10%, credits=FREE

sample (full) against tax-before-credits by account: 4 cells in 12.3 s, 0 a second
`,
  );
});

test('what was left out and what was billed by is told with what was run', () => {
  const omits = ['currency', 'lineItems.netAmount', 'period.end', 'period.start'];
  const text = terminalText(reportOf({ ...right.run, omits, catalog: '0123456789ab' }), { colors: false, width: 300 });
  expect(text.split('\n').at(-2)).toBe(
    'sample (full) against engine by account, without 4 figures (currency, lineItems.netAmount, period.end, …), by catalog 0123456789ab: 180 cells in 12.3 s, 15 a second',
  );
  const one = terminalText(reportOf({ ...right.run, omits: ['vat'] }), plain);
  expect(one).toContain('by account, without 1 figure (vat): 180 cells');
});

test('what a target says cannot command the terminal', () => {
  const [first] = run.results;
  const message = 'evil \u001b[2J\u009b31m \u202e right-to-left\nsecond line';
  const results = first ? [{ verdict: 'failed' as const, cell: first.cell, message }] : [];
  const text = terminalText(reportOf({ ...run, results }), { colors: false, width: 200 });
  expect(text).toContain('evil \\u001b[2J\\u009b31m \\u202e right-to-left\\u000asecond line\n');
});

test('any report can be told, on any terminal, in printable characters', () => {
  const terminal = fc.record({ colors: fc.boolean(), width: fc.nat(300) });
  fc.assert(
    fc.property(arbitraryReport, terminal, (report, { colors, width }) => {
      const text = stripVTControlCharacters(terminalText(report, { colors, width }));
      expect(text).toMatch(/^[^\p{Cc}]+\n(?:[^\p{Cc}]*\n)*$/u);
    }),
  );
});

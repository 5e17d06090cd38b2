import fc from 'fast-check';
import { marked } from 'marked';
import { expect, test } from 'vitest';
import { arbitraryReport } from '../../../test/arbitrary-report.ts';
import { diagnosisOf, engineWith, reportOf, reproductionOf, runOf } from '../../../test/report-data.ts';
import type { CellResult } from '../../runs/results.ts';
import type { Report } from '../summary/report.ts';
import { githubSummary } from './github-summary.ts';

const run = await runOf(engineWith('tax-before-credits'));
const wrong = reportOf(run, {
  diagnosis: diagnosisOf(run, 'tax-before-credits'),
  reproductions: [
    reproductionOf(run, { member: 'kr', month: '2025-02', unpaid: 'none', adjustment: 'none', credits: 'FREE' }),
  ],
});

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };

/** The text that readers on GitHub would see, line by line; a row of a table is a line of its cells. */
function seen(report: Report): string[] {
  const html = marked.parse(githubSummary(report), { async: false, gfm: true });
  return html
    .replaceAll(/<\/t[hd]>\s*<t[hd]>/g, ' | ')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(
      /&(\w+|#\d+);/g,
      (entity, name) => named[name] ?? (name.startsWith('#') ? String.fromCodePoint(Number(name.slice(1))) : entity),
    )
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

test('the verdict comes first, then what is likely wrong, how to see it and where it is', () => {
  expect(seen(wrong)).toEqual([
    '❌ 90 of 180 bills are wrong',
    'Tax is on the charge after adjustments and before credits (tax-before-credits) explains the diagnosed cell.',
    'sample (full) against tax-before-credits by account: 180 cells in 12.3 s, 15 a second.',
    'Diagnosis',
    'tax-before-credits explains the diagnosed cell',
    'Tax is on the charge after adjustments and before credits. The rule, §7: Tax is on the charge after adjustments and credits. If your team chose this, write taxOn: BEFORE_CREDITS under rules in the catalog.',
    'See it again',
    'Wrong in tax: member=kr, month=2025-02, unpaid=none, adjustment=none, credits=FREE',
    "npx billing-matrix run sample --target tax-before-credits --filter 'member=kr,month=2025-02,unpaid=none,adjustment=none,credits=FREE'",
    'Wrong bills by month and member',
    'month \\ member | kr | jp | us',
    ...['02', '03', '04', '05', '06'].map(
      (month) => `2025-${month} | ${Array(3).fill('❌ 50 %, 6 of 12').join(' | ')}`,
    ),
    'Which cells are wrong',
    'dimension | value | wrong | bills',
    'credits | none | 0 % | 0 of 90',
    'credits | FREE | 100 % | 90 of 90',
    'Where bills go wrong first',
    'bills | step | figure | for example',
    '90 | tax | vat: expected 12071, got 14071 | member=kr, month=2025-02, unpaid=none, adjustment=none, credits=FREE',
  ]);
});

test('when every bill is right, it is said, and of which cells', async () => {
  const right = await runOf(engineWith());
  expect(seen(reportOf(right)).slice(0, 5)).toEqual([
    '✅ 180 of 180 bills agree',
    'sample (full) against engine by account: 180 cells in 12.3 s, 15 a second.',
    'Wrong bills by month and member',
    'month \\ member | kr | jp | us',
    '2025-02 | ✅ 12 | ✅ 12 | ✅ 12',
  ]);
});

test('what was left out, billed by and skipped is told', async () => {
  const right = await runOf(engineWith());
  const results = right.results.map(({ cell }, index): CellResult => {
    return index < 100 ? { verdict: 'agrees', cell } : { verdict: 'skipped', cell, message: 'No.' };
  });
  expect(seen(reportOf({ ...right, results, omits: ['vat'], catalog: '0123456789ab' })).slice(0, 4)).toEqual([
    '✅ 100 of 180 bills could be compared (56 %)',
    '80 cells were skipped.',
    '100 of 100 bills agree.',
    'sample (full) against engine by account, without 1 figure (vat), by catalog 0123456789ab: 180 cells in 12.3 s, 15 a second.',
  ]);
});

test('an explanation is told with what speaks against it, and that others have none', () => {
  const { diagnosis } = wrong;
  if (!diagnosis) throw new Error('It was diagnosed.');
  const [cell] = diagnosis.cells;
  const explanations = diagnosis.explanations.map((explanation) => ({ ...explanation, contradictedBy: 7 }));
  const cells = cell ? [cell, { ...cell, explainedBy: [] }] : [];
  const lines = seen({ ...wrong, diagnosis: { ...diagnosis, explanations, cells } });
  expect(lines).toContain(
    'tax-before-credits explains 1 of 2 diagnosed cells, but would bill 7 of 180 cells looked at differently from the target',
  );
  expect(lines).toContain('No known defect and no figure makes the bills of 1 diagnosed cell.');
});

test('cells without a bill are told with the reason, and cells that were not reached are left empty', () => {
  const results = run.results.slice(0, 14).map(({ cell }, index): CellResult => {
    return { verdict: index < 12 ? 'failed' : 'skipped', cell, message: index < 12 ? 'Timed out.' : 'No preview.' };
  });
  const lines = seen(reportOf({ ...run, ending: 'interrupted', results }));
  expect(lines).toContain('⚠️ No bill was compared');
  expect(lines).toContain('The run was interrupted.');
  expect(lines).toContain('2025-02 | ⚠️ failed |  |');
  expect(lines).toContain('2025-03 | skipped |  |');
  expect(lines).toContain('12 | Timed out. | member=kr, month=2025-02, unpaid=none, adjustment=none, credits=none');
  expect(lines).toContain('2 | No preview. | member=kr, month=2025-03, unpaid=none, adjustment=none, credits=none');
});

test('whatever users call things is shown as it is called', () => {
  const hostile = [
    '<img src=x onerror=alert(1)>',
    'a|b',
    '`code`',
    '**bold** _it_ ~~no~~',
    '[a](http://b.c)',
    '# 1. - > \\',
    'www.evil.com https://evil.com',
    '&lt;b&gt; &copy;',
    '$x$ @me #1',
  ];
  const dimensions = [
    { name: 'month', labels: hostile },
    { name: 'member', labels: ['a|b<br>`c'] },
  ];
  const results = hostile.map(
    (month): CellResult => ({ verdict: 'failed', cell: { month, member: 'a|b<br>`c' }, message: month }),
  );
  const report = reportOf({ ...run, dimensions, results });
  const html = marked.parse(githubSummary(report), { async: false, gfm: true });
  expect(html.match(/<(?!\/?(?:h[23]|p|table|thead|tbody|tr|th|td)>)[^>]*>/g)).toBeNull();
  expect(seen(report)).toEqual(expect.arrayContaining(hostile.map((label) => `${label} | ⚠️ failed`)));
});

test('no report is too long for GitHub', () => {
  const labels = Array.from({ length: 30_000 }, (_, index) => `zone-${index}`);
  const dimensions = [
    { name: 'zone', labels },
    { name: 'case', labels: ['none'] },
  ];
  const results = labels.map((zone): CellResult => ({ verdict: 'agrees', cell: { zone, case: 'none' } }));
  const text = githubSummary(reportOf({ ...run, dimensions, results, selection: { ...run.selection, cells: 30_000 } }));
  expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
  expect(text).toContain('## ✅ 30 000 of 30 000 bills agree');
  expect(text).toContain('Parts of this report were too long to be shown here.');
});

test('any report can be shown', () => {
  fc.assert(
    fc.property(arbitraryReport, (report) => {
      expect(githubSummary(report)).toMatch(/^## /);
    }),
  );
});

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { arbitraryReport } from '../../test/arbitrary-report.ts';
import { diagnosisOf, engineWith, reportOf, runOf, sampleMatrix } from '../../test/report-data.ts';
import { cellsOf } from '../matrices/matrix.ts';
import type { CellResult } from '../runs/results.ts';
import { junitXml } from './junit.ts';

/** The one that Jenkins reads by. */
const schema = readFileSync(new URL('../../test/junit-10.xsd', import.meta.url), 'utf8');
const run = await runOf(engineWith('tax-before-credits'));
const wrong = reportOf(run, { diagnosis: diagnosisOf(run, 'tax-before-credits') });
const some = run.results.slice(0, 12).map((result, index): CellResult => {
  if (index === 10)
    return { verdict: 'failed', cell: result.cell, message: 'Timed out & gone: <html>\u0000\u001b[1m]]>\nnext' };
  if (index === 11) return { verdict: 'skipped', cell: result.cell, message: 'No preview has "earlier" months.' };
  return result;
});
const cut = reportOf({ ...run, ending: 'interrupted', results: some });

async function mistakesIn(...xml: string[]): Promise<readonly unknown[]> {
  const files = xml.map((contents, index) => ({ fileName: `${index}.xml`, contents }));
  const { errors } = await validateXML({ xml: files, schema, initialMemoryPages: 1024, maxMemoryPages: 8192 });
  return errors;
}

// 150.25 h × 397 = 59 649 and 1001 GB, 900 × 90 + 70 = 81 070, make 140 719: less 20 000, with a tenth of that or of it all.
test('a cell is a test of the suite of its month and member, and fails with both numbers and the diagnosis', async () => {
  const two = await runOf(engineWith('tax-before-credits'), sampleMatrix, cellsOf(sampleMatrix.dimensions).slice(0, 2));
  expect(junitXml(reportOf(two, { diagnosis: diagnosisOf(two, 'tax-before-credits') }))).toBe(
    `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="sample" tests="3" failures="1" errors="0" time="12.345">
  <testsuite name="sample: the run" tests="1" failures="0" errors="0" skipped="0" timestamp="2025-11-22T09:30:00">
    <properties>
      <property name="matrix" value="sample"/>
      <property name="target" value="tax-before-credits"/>
      <property name="via" value="account"/>
      <property name="bills compared" value="2 of 2 (100 %)"/>
      <property name="selection" value="full"/>
      <property name="ending" value="complete"/>
    </properties>
    <testcase name="every cell was reached" classname="sample"/>
    <system-out>1 of 2 bills is wrong: tax is on the charge after adjustments and before credits (tax-before-credits) explains the diagnosed cell
sample (full) against tax-before-credits by account: 2 cells in 12.3 s, 0 a second</system-out>
  </testsuite>
  <testsuite name="sample: month=2025-02, member=kr" tests="2" failures="1" errors="0" skipped="0" timestamp="2025-11-22T09:30:00">
    <testcase name="unpaid=none, adjustment=none, credits=none" classname="sample.2025-02.kr"/>
    <testcase name="unpaid=none, adjustment=none, credits=FREE" classname="sample.2025-02.kr">
      <failure message="tax: vat: expected 12071, got 14071" type="tax">tax: vat: expected 12071, got 14071
carry: totalAmount: expected 132790, got 134790
payment: amountDue: expected 132790, got 134790
explained by tax-before-credits</failure>
    </testcase>
  </testsuite>
</testsuites>
`,
  );
});

test('a cell is explained by its own diagnosis, and another one by that of a cell that it is like', () => {
  const { cell: _, ...first } = diagnosisOf(run, 'tax-before-credits').cells[0] ?? {};
  if (!('signature' in first)) throw new Error('It was diagnosed.');
  const [one, two, three] = run.results.filter(({ verdict }) => verdict === 'differs');
  const cells = [
    { ...first, cell: one?.cell ?? {} },
    { ...first, cell: two?.cell ?? {}, explainedBy: [['tax-rounded-up']] },
    { ...first, cell: three?.cell ?? {}, explainedBy: [] },
  ];
  const results = run.results.slice(0, 8);
  const xml = junitXml(
    reportOf({ ...run, results }, { diagnosis: { ...diagnosisOf(run, 'tax-before-credits'), cells } }),
  );
  expect(xml.match(/(?:explained|like) .*(?=<\/failure>)/g)).toEqual([
    'explained by tax-before-credits',
    'explained by tax-rounded-up',
    'like member=kr, month=2025-02, unpaid=none, adjustment=none, credits=FREE, which is explained by tax-before-credits',
  ]);
});

test('what was not compared, and the catalog, are properties of the run', () => {
  const xml = junitXml(reportOf({ ...run, omits: ['currency', 'vat'], catalog: '0123456789ab' }));
  expect(xml).toContain('<property name="not compared" value="currency, vat"/>');
  expect(xml).toContain('<property name="catalog" value="0123456789ab"/>');
});

test.each([
  ['interrupted', 'The run was interrupted'],
  ['gave up', 'The run gave up because the target failed'],
] as const)('a run that %s before all its cells fails, also when every bill is right', async (ending, clause) => {
  const right = await runOf(engineWith());
  const xml = junitXml(reportOf({ ...right, ending, results: right.results.slice(0, 5) }));
  expect(xml).toContain('<testsuites name="sample" tests="6" failures="0" errors="1" time="12.345">');
  expect(xml).toContain(`<error message="${clause}; 175 of 180 cells were not reached." type="${ending}">`);
});

test('what failed is an error and what was skipped is skipped, with the reason in one clean line', () => {
  const xml = junitXml(cut);
  expect(xml).toContain('<testsuites name="sample" tests="13" failures="5" errors="2" time="12.345">');
  expect(xml).toContain('tests="12" failures="5" errors="1" skipped="1"');
  expect(xml).toContain(
    '<error message="Timed out &amp; gone: &lt;html>\\u0000\\u001b[1m]]>\\u000anext" type="failed">',
  );
  expect(xml).toContain('<skipped message="No preview has &quot;earlier&quot; months."/>');
});

test('of a bill with very many wrong figures some are listed', () => {
  const results = run.results.map((result) => (result.verdict === 'differs' ? { ...result, count: 40 } : result));
  expect(junitXml(reportOf({ ...run, results }))).toContain('and 37 more figures</failure>');
});

test('a matrix of one dimension has one suite', () => {
  const results: CellResult[] = [{ verdict: 'agrees', cell: { zone: 'UTC' } }];
  const single = {
    ...run,
    dimensions: [{ name: 'zone', labels: ['UTC'] }],
    selection: { ...run.selection, cells: 1 },
    results,
  };
  expect(junitXml(reportOf(single))).toContain('<testcase name="zone=UTC" classname="sample.UTC"/>');
});

describe('the usual schema', () => {
  test('is kept', async () => {
    expect(await mistakesIn(junitXml(wrong), junitXml(cut), junitXml(reportOf({ ...run, results: [] })))).toEqual([]);
  });

  test('is kept whatever users call things', async () => {
    const reports = fc.sample(arbitraryReport, { numRuns: 50, seed: 1 });
    expect(await mistakesIn(...reports.map(junitXml))).toEqual([]);
  });

  test('would tell of a mistake', async () => {
    expect(await mistakesIn(junitXml(cut).replace('tests="12"', ''))).not.toEqual([]);
    expect(await mistakesIn(junitXml(cut).replace('</testsuites>', ''))).not.toEqual([]);
  });
});

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryReport } from '../../../test/arbitrary-report.ts';
import { constantTarget, diagnosisOf, engineWith, reportOf, runOf } from '../../../test/report-data.ts';
import { cellsOf } from '../../matrices/matrix.ts';
import type { CellResult } from '../../runs/results.ts';
import { htmlPage } from './page.ts';

const wrong = await runOf(engineWith('tax-before-credits'));
const page = htmlPage(reportOf(wrong));

test('the page runs its own script and no other, and asks for nothing', () => {
  const policy = /content="(default-src[^"]*)"/.exec(page)?.[1]?.replaceAll('&#39;', "'");
  const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? [];
  const [, script = ''] = /<script type="module">([\s\S]*?)<\/script>/.exec(page) ?? [];
  expect(policy?.split('; ')).toEqual([
    "default-src 'none'",
    `style-src '${hashOf(style)}'`,
    `script-src '${hashOf(script)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ]);
  expect(page).not.toMatch(/\b(?:src|srcset)="|@import|url\(|<[^>]* style=/);
  expect(page.match(/ href="(?!#|data:)/g)).toBeNull();
});

test('names never end a script or begin an element', () => {
  const parts = /^(?:(?!<\/?(?:script|style|template)\b)[\s\S])*$/;
  fc.assert(
    fc.property(arbitraryReport, (report) => {
      const blocks = htmlPage(report).split(/<script type="(?:application\/json" id="\w+-data|module)">|<\/script>/);
      expect(blocks.length % 2).toBe(1);
      for (const data of blocks.slice(1, -2).filter((_, index) => index % 2 === 0)) {
        expect(data).toMatch(parts);
        JSON.parse(data);
      }
    }),
  );
});

test('of very many wrong bills some are left out, and it is said', async () => {
  const constant = await runOf(constantTarget);
  const kept = constant.results.filter((result) => result.verdict === 'differs').slice(0, 60);
  const dimensions = [
    { name: 'month', labels: Array.from({ length: 60 }, (_, month) => `month ${month}`) },
    { name: 'case', labels: Array.from({ length: 450 }, (_, place) => `case ${place}`) },
  ];
  const long = '가'.repeat(1000);
  const results = cellsOf(dimensions).flatMap((cell, index): CellResult[] => {
    const like = kept[index % kept.length];
    return like ? [{ ...like, cell, signature: `kind ${index % 2000}`, first: { ...like.first, actual: long } }] : [];
  });
  const large = htmlPage(
    reportOf({ ...constant, dimensions, results, selection: { ...constant.selection, cells: 27_000 } }),
  );
  expect(results.length).toBe(27_000);
  expect(large).toContain('27 000 of 27 000 bills are wrong');
  expect(large).toMatch(/The first \d \d{3} of 27 000 are listed\./);
  expect(large).toMatch(/Both sides were kept of the first \d \d{3}, some of each kind\./);
  expect(large).toContain('60 times 450 are too many to be shown side by side.');
  expect(large).toContain('… and 390 other values');
  expect(Buffer.byteLength(large)).toBeLessThan(9_000_000);
});

function hashOf(source: string): string {
  return `sha256-${createHash('sha256').update(source).digest('base64')}`;
}

test('what was not compared, and what was billed by, is told with what was run', () => {
  const told = htmlPage(reportOf({ ...wrong, omits: ['currency', 'vat'], catalog: '0123456789ab' }));
  expect(told).toContain('<dt>not compared</dt><dd>currency, vat</dd>');
  expect(told).toContain('<dt>catalog</dt><dd>0123456789ab</dd>');
});

test('a mistake that a team may choose is told with the choice, and no other one is', () => {
  const told = (defect: string) => htmlPage(reportOf(wrong, { diagnosis: diagnosisOf(wrong, defect) }));
  expect(told('tax-before-credits')).toContain('write taxOn: BEFORE_CREDITS under rules in the catalog');
  expect(told('float-prices')).not.toContain('under rules in the catalog');
});

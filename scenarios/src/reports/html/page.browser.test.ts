import axe from 'axe-core';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { describeInBrowser, pageInFile } from '../../../../test/browser.ts';
import {
  constantTarget,
  diagnosisOf,
  engineWith,
  reportOf,
  reproductionOf,
  runOf,
  sampleMatrix,
} from '../../../test/report-data.ts';
import { cellsOf } from '../../matrices/matrix.ts';
import type { CellResult } from '../../runs/results.ts';
import type { Report } from '../summary/report.ts';
import { htmlPage } from './page.ts';

const right = await runOf(engineWith());
const wrong = await runOf(engineWith('tax-before-credits'));
const constant = await runOf(constantTarget);
/** So few that all bills are kept. */
const few = await runOf(
  engineWith('tax-before-credits'),
  sampleMatrix,
  cellsOf(sampleMatrix.dimensions).filter(
    ({ member, month = '', unpaid }) => member !== 'us' && month < '2025-04' && unpaid === 'none',
  ),
);
const plainest = { member: 'kr', month: '2025-02', unpaid: 'none', adjustment: 'none', credits: 'FREE' };
const uncompared = wrong.results.slice(50, 86).map(({ cell }, index): CellResult => {
  return { verdict: index < 30 ? 'failed' : 'skipped', cell, message: 'The target answered 500: <html><b>Bad gateway' };
});

const reports = {
  'all agree': reportOf(right),
  'one defect': reportOf(wrong, {
    diagnosis: diagnosisOf(wrong, 'tax-before-credits'),
    reproductions: [reproductionOf(wrong, plainest)],
  }),
  'everything wrong': reportOf(constant, {
    diagnosis: { ...diagnosisOf(constant, 'tax-before-credits', 0), explanations: [] },
  }),
  interrupted: reportOf({ ...wrong, ending: 'interrupted', results: [...wrong.results.slice(0, 50), ...uncompared] }),
} satisfies Record<string, Report>;

describeInBrowser('the page of a matrix report', (openPage) => {
  const open = (report: Report, options: BrowserContextOptions = {}) => openPage(pageInFile(htmlPage(report)), options);

  /** The violations of these of axe's rules, or of all: contrast, names, roles, order of headings, … */
  async function barriersIn(page: Page, ...rules: string[]): Promise<string[]> {
    await page.evaluate(axe.source);
    const options: axe.RunOptions = { resultTypes: ['violations'], ...(rules.length > 0 && { runOnly: rules }) };
    const results = await page.evaluate(`axe.run(${JSON.stringify(options)})`);
    return asResults(results).violations.flatMap(({ id, nodes }) => nodes.map(({ html: node }) => `${id}: ${node}`));
  }

  /** The element that has the keyboard's focus. */
  function focused(page: Page): Promise<string> {
    return page.evaluate('document.activeElement.textContent');
  }

  describe.each(Object.entries(reports))('%s', (_, report) => {
    test('can be read by everybody', async () => {
      const page = await open(excerptOf(report), { colorScheme: 'light' });
      expect(await barriersIn(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await barriersIn(page, 'color-contrast')).toEqual([]);
    });

    test('fits phones and screens', async () => {
      const page = await open(report);
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      }
    });

    test('tells the most without scripts', async () => {
      const page = await open(report, { javaScriptEnabled: false });
      const text = await page.locator('main').innerText();
      expect(text).toMatch(/of \d+ bills (?:agree|are wrong)/);
      expect(await page.getByRole('cell', { name: '2025-03, kr: ' }).innerText()).toMatch(/✓|50 %|100 %/);
    });
  });

  test('a bill is reached, read and left by the keyboard alone', async () => {
    const page = await open(reportOf(few));
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    await press('Tab');
    expect(await focused(page)).toBe('Skip to the content');
    await press('Enter', 'Tab');
    expect(await focused(page)).toBe('2025-02, kr: 50 %');
    await press('ArrowRight', 'ArrowDown', 'End', 'ArrowLeft', 'ArrowUp', 'ArrowDown');
    expect(await focused(page)).toBe('2025-03, jp: 50 %');
    await press('Enter');
    expect(await page.getByRole('status').innerText()).toBe('3 of 12 wrong bills');
    // Past the values of a dimension and two filters to the list.
    await press('Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'ArrowDown');
    expect(await focused(page)).toContain('jp · 2025-03 · adjustment=group-10% · credits=FREE');
    await press('Enter');
    expect(await focused(page)).toBe('member=jp, month=2025-03, unpaid=none, adjustment=group-10%, credits=FREE');
    await press('Escape');
    expect(await focused(page)).toContain('jp · 2025-03 · adjustment=group-10% · credits=FREE');
  });

  // 150.25 h × 397 = 59 649 and 1001 GB, 900 × 90 + 70 = 81 070, make 140 719: less 20 000, with a tenth of that or of it all.
  test('a bill has both sides, step by step, and what differs is marked', async () => {
    const page = await open(reports['one defect']);
    await page.getByRole('option', { name: 'kr · 2025-02 · credits=FREE' }).first().click();
    const bill = page.getByRole('region', { name: 'member=kr, month=2025-02' });
    expect(await bill.locator('#bill-first').innerText()).toBe('tax: vat: expected 12071, got 14071');
    expect(await bill.locator('#bill-explained').innerText()).toContain('Such a bill is made by tax-before-credits.');
    const steps = await bill.locator('summary').allInnerTexts();
    expect(steps.map((step) => step.replaceAll(/\s+/g, ' ').trim())).toEqual([
      '= life 1 agree',
      '= aggregate 22 agree',
      '= price 7 agree',
      '= contract 10 agree',
      '= adjust 3 agree',
      '= credit 8 agree',
      '≠ tax 1 of 3 differ goes wrong here first',
      '≠ carry 1 of 4 differ',
      '≠ payment 1 of 4 differ',
    ]);
    expect(await bill.locator('tr', { hasText: '≠vat' }).innerText()).toBe('≠vat\t12071\t14071\t+2000');
    expect(await bill.locator('tr', { hasText: 'usageAmount' }).isVisible()).toBe(false);
    await bill.getByText('= price').click();
    expect(await bill.locator('tr', { hasText: 'usageAmount' }).innerText()).toBe('usageAmount\t140719\t140719\t');
  });

  test('bills are filtered by any value, and the filter is taken back', async () => {
    const page = await open(reports['one defect']);
    const status = page.getByRole('status');
    expect(await status.innerText()).toBe('90 wrong bills');
    await page.getByText('Makes no difference').click();
    await page.getByRole('button', { name: 'us 50 % 30 of 60' }).click();
    await page.getByRole('button', { name: 'current 50 %' }).click();
    expect(await status.innerText()).toBe('15 of 90 wrong bills');
    expect(await page.getByRole('button', { pressed: true }).count()).toBe(2);
    await page.getByRole('button', { name: 'Remove the filter member=us' }).click();
    expect(await status.innerText()).toBe('45 of 90 wrong bills');
    await page.getByRole('button', { name: 'current 50 %' }).click();
    expect(await status.innerText()).toBe('90 wrong bills');
    await page.getByRole('button', { name: 'none 0 %' }).first().click();
    expect(await status.innerText()).toBe('0 of 90 wrong bills');
    expect(await page.getByRole('option').count()).toBe(0);
  });

  test('a long list is shown by the hundred', async () => {
    const page = await open(reports['everything wrong']);
    expect(await page.getByRole('option').count()).toBe(100);
    await page.getByRole('button', { name: 'Show more' }).click();
    expect(await page.getByRole('option').count()).toBe(180);
    expect(await page.getByRole('button', { name: 'Show more' }).count()).toBe(0);
    expect(
      await page.evaluate('[...document.activeElement.parentElement.children].indexOf(document.activeElement)'),
    ).toBe(100);
  });

  test('of a bill that was not kept one that is wrong in the same way is shown', async () => {
    const results = wrong.results.map((result) => {
      if (result.verdict !== 'differs' || result.cell.month === '2025-06') return result;
      const { evidence: _, ...rest } = result;
      return rest;
    });
    const page = await open(reportOf({ ...wrong, results }));
    await page.getByRole('option', { name: 'kr · 2025-02 · credits=FREE' }).click();
    const note = page.locator('#bill-explained');
    expect(await note.innerText()).toMatch(
      /^The bill below is that of member=.., month=2025-06, .*: this one was not kept\.$/,
    );
  });

  test('the command is copied', async () => {
    const page = await open(reports['one defect'], { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(reports['one defect'].reproductions[0]?.command);
  });

  test('whatever users and targets call things is text', async () => {
    const hostile = [
      '<img src=x onerror=alert(1)>',
      '</script><script>alert(2)</script>',
      '"><b onmouseover=alert(3)>',
      "'-alert(4)-'",
      '<!--',
      '&lt;i&gt;',
      '\u2028 ]]>',
    ];
    const dimensions = [
      { name: '<u>month</u>', labels: hostile },
      { name: 'member', labels: ['</style><s>'] },
    ];
    const results = hostile.map((label): CellResult => {
      const cell = { '<u>month</u>': label, member: '</style><s>' };
      const first = {
        path: `lineItems/${label}/amount`,
        stage: 'price' as const,
        expected: label,
        actual: label.toUpperCase(),
      };
      const outcome = (amount: string) => ({
        refusals: [],
        bill: {
          totals: { taxName: label },
          lineItems: [{ projectId: label, counterName: label, amount }],
          appliedAdjustments: [],
          appliedCredits: [],
        },
      });
      const evidence = {
        expected: outcome(label),
        actual: outcome(label.toUpperCase()),
        differences: [{ ...first, path: `lineItems/${label}/${label}/amount` }],
      };
      return { verdict: 'differs', cell, first, count: 1, signature: label, evidence };
    });
    const run = { ...wrong, matrix: '<title>', target: '<svg onload=alert(5)>', dimensions, results };
    const cell = results[0]?.cell ?? {};
    const page = await open(
      reportOf(run, {
        reproductions: [{ cell, shrunk: cell, essential: ['member'], stage: 'tax', command: hostile.join(' ') }],
      }),
    );
    expect(
      await page.locator('main :is(img, b[onmouseover], i, u, s:not(.expected), svg:not(.bar), script)').count(),
    ).toBe(0);
    for (const option of await page.getByRole('option').all()) await option.click();
    expect(await page.getByRole('heading', { name: '<u>month</u>=\\u2028 ]]>, member=</style><s>' }).count()).toBe(1);
    expect(await page.locator('main').innerText()).toContain('<img src=x onerror=alert(1)>');
  });
});

/** Every fifth cell, so that there is less to look at. */
function excerptOf(report: Report): Report {
  const results = report.run.results.filter((_, index) => index % 5 === 1);
  return { ...report, run: { ...report.run, results } };
}

function asResults(results: unknown): axe.AxeResults {
  // biome-ignore lint/nursery/noUnsafeTypeAssertion: axe says so.
  return results as axe.AxeResults;
}

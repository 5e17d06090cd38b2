import axe from 'axe-core';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { describeInBrowser, pageInFile } from '../../../../test/browser.ts';
import { sampleReport } from '../../../test/sample-report.ts';
import type { PerfReport } from '../../results/report.ts';
import { htmlPage } from './page.ts';

/** A script for the page. */
const BARRIERS = `axe.run({ resultTypes: ['violations'] }).then(({ violations }) =>
  violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`;

const empty: PerfReport = { ...sampleReport, ending: 'interrupted', workloads: [], verdicts: [], notes: [] };

describeInBrowser('the page of a load report', (openPage) => {
  const open = (report: PerfReport, options: BrowserContextOptions = {}) =>
    openPage(pageInFile(htmlPage(report)), options);

  /** The violations of axe's rules: contrast, names, roles, order of headings, … */
  async function barriersIn(page: Page): Promise<string[]> {
    await page.evaluate(axe.source);
    const found = await page.evaluate(BARRIERS);
    return Array.isArray(found) ? found.map(String) : ['axe answered nothing'];
  }

  test.each(['light', 'dark'] as const)('can be read by everybody, %s', async (colorScheme) => {
    const page = await open(sampleReport, { colorScheme });
    expect(await barriersIn(page)).toEqual([]);
  });

  test('has its charts, of what was measured', async () => {
    const page = await open(sampleReport);
    expect(await page.locator('figure').count()).toBe(4);
    expect(await page.locator('figure canvas').count()).toBe(4);
    const legend = await page.locator('#workload-mixed-percentiles .u-legend').innerText();
    expect(legend.replaceAll(/\s+/g, '')).toBe('percentile–target–bareHTTP–');
  });

  test('draws charts anew when the colors change', async () => {
    const page = await open(sampleReport, { colorScheme: 'light' });
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await page.locator('figure canvas').count()).toBe(4);
  });

  test('fits phones and screens', async () => {
    const page = await open(sampleReport);
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await expect.poll(() => page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    }
  });

  test('tells the figures without scripts', async () => {
    const page = await open(sampleReport, { javaScriptEnabled: false });
    const text = await page.locator('main').innerText();
    expect(text).toContain('1 of 3 budgets missed');
    expect(text).toContain('4 000/s');
    expect(text).toContain('✗ Not reconciled: 50 accounts with 123 456 accepted readings.');
  });

  test('whatever a target says is text', async () => {
    const page = await open(sampleReport);
    expect(await page.locator('main :is(b, i, script)').count()).toBe(0);
    expect(await page.locator('main').innerText()).toContain('</script><script>alert(1)</script>');
  });

  test('a run without any result has a page', async () => {
    const page = await open(empty);
    expect(await page.locator('h1').innerText()).toBe('Interrupted: the part that was measured met its budgets');
  });
});

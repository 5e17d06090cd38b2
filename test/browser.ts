import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished } from 'vitest';
import { chromiumPath } from './chromium.ts';

const desktop = { viewport: { width: 1280, height: 900 } };

interface PageOptions extends BrowserContextOptions {
  /** The beginning of the URLs that the page may ask for; its own when left out. */
  readonly within?: string;
}

/** Opens the page at a URL. The test fails when the page complains, or asks for files that are not its own. */
export type OpenPage = (url: string, options?: PageOptions) => Promise<Page>;

/** Describes pages in a real browser. The tests are skipped, which is said, where there is none. */
export function describeInBrowser(name: string, define: (open: OpenPage) => void): void {
  if (chromiumPath === undefined) {
    process.stderr.write(`Not tested: ${name}. There is no Chromium here; CHROMIUM_BIN may name one.\n`);
  }
  describe.skipIf(chromiumPath === undefined)(name, () => {
    const complaints: string[] = [];
    let browser: Browser;

    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: chromiumPath ?? '' });
    });
    afterEach(async () => {
      await Promise.all(browser.contexts().map((context) => context.close()));
      expect(complaints.splice(0)).toEqual([]);
    });
    afterAll(() => browser?.close());

    define(async (url, { within = url, ...options } = {}) => {
      const context = await browser.newContext({ ...desktop, ...options });
      const page = await context.newPage();
      listenTo(page, within, (complaint) => complaints.push(complaint));
      await page.goto(url);
      return page;
    });
  });
}

function listenTo(page: Page, within: string, complain: (complaint: string) => void): void {
  page.on('console', (message) => complain(message.text()));
  page.on('pageerror', (error) => complain(error.message));
  page.on('dialog', (dialog) => complain(dialog.message()));
  page.on('response', (response) => {
    if (response.status() >= 400) complain(`${response.status()} ${response.url()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(within) && !request.url().startsWith('data:')) complain(request.url());
  });
}

/** The URL of a page in a file, which is there until the end of the test. */
export function pageInFile(html: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'page-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const file = join(directory, 'page.html');
  writeFileSync(file, html);
  return pathToFileURL(file).href;
}

/** Runs the client in pages of Chromium, which come from another port than the server's. Exits with 77 without Chromium. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { startMockServer } from '@billing-testkit/mock-server';
import { chromium } from 'playwright-core';

const executablePath = process.env.CHROMIUM_BIN;
if (!executablePath) {
  process.stdout.write('there is no Chromium\n');
  process.exit(77);
}

const server = await startMockServer({ port: 0 });
const pages = createServer(async ({ url }, response) => {
  if (url.startsWith('/billing')) {
    response.writeHead(302, { Location: '/elsewhere' }).end();
    return;
  }
  const script = await readFile(`made${url}`, 'utf8').catch(() => undefined);
  response.writeHead(200, { 'Content-Type': script ? 'text/javascript' : 'text/html' });
  response.end(script ?? '<!doctype html><link rel="icon" href="data:,"><title>bill</title>');
});
await new Promise((resolve) => pages.listen(0, resolve));
const origin = `http://localhost:${pages.address().port}`;

const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
for (const name of ['esbuild', 'vite']) {
  const page = await browser.newPage();
  await page.goto(origin);
  await page.addScriptTag({ url: `/${name}.js` });
  assert.equal(await page.evaluate((url) => globalThis.bill(url), server.url), '43888 43888 true');
  assert.match(await page.evaluate((url) => globalThis.redirected(url), origin), /UNEXPECTED_CONTENT: a redirect$/);
  await page.close();
}
await browser.close();
pages.close();
await server.close();

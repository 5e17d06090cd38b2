import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { describeInBrowser } from '../../../test/browser.ts';
import { newUuid, useServer } from '../api-client.ts';
import { bill, read } from '../bills.ts';

const api = useServer();

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const desktop = { viewport: { width: 1_280, height: 900 } };

describeInBrowser('the server’s pages', (openPage) => {
  const open = (path: string, options: BrowserContextOptions) =>
    openPage(api.url + path, { ...options, within: api.url });

  const widthOf = (page: Page): Promise<number> => page.evaluate('document.documentElement.scrollWidth');
  const background = (page: Page): Promise<string> => page.evaluate('getComputedStyle(document.body).backgroundColor');

  test.each(['light', 'dark'] as const)('the welcome page fits phones and screens, %s', async (colorScheme) => {
    for (const screen of [phone, desktop]) {
      const page = await open('/', { ...screen, colorScheme });
      expect(await widthOf(page)).toBe(screen.viewport.width);
      expect(await page.locator('pre').innerText()).toContain(`${api.url}/billing/meters`);
      const [icon = ''] = await page
        .locator('link[rel=icon]')
        .evaluateAll((links) => links.map((link) => String(link)));
      expect(icon).not.toBe('');
    }
  });

  test.each(['light', 'dark'] as const)('the page of the API fits phones and screens, %s', async (colorScheme) => {
    for (const screen of [phone, desktop]) {
      const page = await open('/docs/', { ...screen, colorScheme });
      await page.getByText('Send meter readings').waitFor();
      expect(await widthOf(page)).toBe(screen.viewport.width);
      expect(await background(page)).toBe(colorScheme === 'dark' ? 'rgb(28, 32, 34)' : 'rgb(250, 250, 250)');
    }
  });

  test('the page of the API has the account filled in, asks for it once and sends it', async () => {
    const uuid = newUuid();
    await read(api, uuid, '2025-03', 1_000);
    await bill(api, uuid, '2025-03');
    const page = await open('/docs/', desktop);
    await page.getByRole('button', { name: 'Authorize', exact: true }).click();
    const dialog = page.locator('.modal-ux');
    expect(await dialog.innerText()).toContain('uuid-kr-test until you log out here');
    await dialog.getByText('Logout').click();
    await dialog.getByRole('textbox').fill(uuid);
    await dialog.locator('button[type=submit]').click();
    await dialog.getByText('Close', { exact: true }).click();

    const operation = page.locator('#operations-payments-pay');
    await operation.getByRole('button').first().click();
    await operation.getByRole('button', { name: 'Try it out' }).click();
    expect(await operation.locator('tr[data-param-name=uuid]').count()).toBe(0);
    expect(await operation.locator('tr[data-param-name="Idempotency-Key"] input').inputValue()).toBe('');
    await operation.locator('textarea').fill('{}');
    await operation.getByRole('button', { name: 'Execute' }).click();
    await operation.locator('.live-responses-table').waitFor();
    expect(await operation.locator('.live-responses-table').innerText()).toContain('"amount": 1100');
    expect((await api.call('getStatements', { uuid, path: { month: '2025-03' } })).paymentStatus).toBe('PAID');
  });
});

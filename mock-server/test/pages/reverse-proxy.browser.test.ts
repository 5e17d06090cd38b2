import { expect, test } from 'vitest';
import { describeInBrowser } from '../../../test/browser.ts';
import { behindProxy } from './behind-proxy.ts';

describeInBrowser('“Try it out” behind a proxy', (open) => {
  // The page is the same behind every proxy.
  test('asks the server by way of the proxy', async () => {
    const url = await behindProxy(true, 'by header');
    const page = await open(`${url}/docs`, { within: url });
    const operation = page.locator('#operations-test_controls-getRateLimitStatus, [id$="-getRateLimitStatus"]').first();
    await operation.locator('.opblock-summary-control').click();
    await operation.getByRole('button', { name: 'Try it out' }).click();
    await operation.getByRole('button', { name: 'Execute' }).click();
    const answer = operation.locator('.live-responses-table');
    await expect.poll(() => answer.textContent()).toContain('"isEnabled": true');
    expect(await operation.locator('.request-url').textContent()).toContain(`${url}/test/rate-limit/status`);
  });
});

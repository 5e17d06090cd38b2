import { readFileSync } from 'node:fs';
import { startMockServer } from '@billing-testkit/mock-server';
import { expect, onTestFinished, test } from 'vitest';
import { compileSnippets } from '../../test/readme-snippets.ts';
import { directoryOf, runTests } from '../test/written-tests.ts';

const readme = new URL('../README.md', import.meta.url);
const pages = [readme, new URL('../../docs/matrices.md', import.meta.url)];
const snippets = (await Promise.all(pages.map((page) => compileSnippets(page)))).flat();

test.each(snippets)('the snippet at line $line prints what it says', { timeout: 30_000 }, async ({ run, says }) => {
  expect(await run()).toEqual(says);
});

/** The test in the README, against a mock server with the defect. */
async function resultAgainst(options: { readonly defect?: string }) {
  const server = await startMockServer({ port: 0, rateLimit: 0, ...options });
  onTestFinished(() => server.close());
  const [, text = ''] = /```typescript\n(.*?)```/s.exec(readFileSync(readme, 'utf8')) ?? [];
  const [result] = await runTests(directoryOf({ 'bills.test.ts': text.replace('http://localhost:5000', server.url) }));
  return result;
}

test('the test in the README passes for a system that bills rightly', { timeout: 60_000 }, async () => {
  expect(await resultAgainst({})).toMatchObject({ title: 'every bill is right', status: 'passed' });
});

test('the test in the README fails with the diagnosis as its message', { timeout: 60_000 }, async () => {
  const { status, message = '' } = (await resultAgainst({ defect: 'tax-before-credits' })) ?? {};
  expect(status).toBe('failed');
  expect(message.replaceAll(/\s+/g, ' ')).toContain(
    '7 of 22 bills are wrong: tax is on the charge after adjustments and before credits (tax-before-credits)',
  );
  expect(message).toContain('npx billing-matrix run smoke --target http://localhost:');
});

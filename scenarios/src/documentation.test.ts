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

/** The test in the README, for a mock server that may have a defect. */
async function testAgainst(options: { readonly defect?: string }): Promise<string> {
  const server = await startMockServer({ port: 0, rateLimit: 0, ...options });
  onTestFinished(() => server.close());
  const [, text = ''] = /```typescript\n(.*?)```/s.exec(readFileSync(readme, 'utf8')) ?? [];
  return text.replace('http://localhost:5000', server.url);
}

test('the test in the README passes for a system that bills rightly, and else has the diagnosis as its message', async () => {
  const files = {
    'right.test.ts': await testAgainst({}),
    'wrong.test.ts': await testAgainst({ defect: 'tax-before-credits' }),
  };
  const results = await runTests(directoryOf(files));
  const [right, wrong] = results.toSorted((one, other) => (one.file < other.file ? -1 : 1));
  expect(right).toMatchObject({ file: 'right.test.ts', title: 'every bill is right', status: 'passed' });
  expect(wrong).toMatchObject({ file: 'wrong.test.ts', status: 'failed' });
  const { message = '' } = wrong ?? {};
  expect(message.replaceAll(/\s+/g, ' ')).toContain(
    '7 of 22 bills are wrong: tax is on the charge after adjustments and before credits (tax-before-credits)',
  );
  expect(message).toContain('npx billing-matrix run smoke --target http://localhost:');
});

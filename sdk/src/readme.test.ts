import { startMockServer } from '@billing-testkit/mock-server';
import { afterAll, expect, test } from 'vitest';
import { compileSnippets } from '../../test/readme-snippets.ts';

const server = await startMockServer({ port: 0 });
afterAll(() => server.close());

const pages = ['sdk/README.md', 'docs/test-controls.md'];
const compiled = pages.map((page) => compileSnippets(new URL(`../../${page}`, import.meta.url), server.url));
const snippets = (await Promise.all(compiled)).flatMap((ofPage, n) =>
  ofPage.map((snippet) => ({ page: pages[n], ...snippet })),
);

test.each(snippets)('the snippet at line $line of $page prints what it says', async ({ run, says }) => {
  expect(await run()).toEqual(says);
});

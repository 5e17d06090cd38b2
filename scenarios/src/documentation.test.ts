import { expect, test } from 'vitest';
import { compileSnippets } from '../../test/readme-snippets.ts';

const pages = ['../README.md', '../../docs/matrices.md'].map((page) => new URL(page, import.meta.url));
const snippets = (await Promise.all(pages.map((page) => compileSnippets(page)))).flat();

test.each(snippets)('the snippet at line $line prints what it says', { timeout: 30_000 }, async ({ run, says }) => {
  expect(await run()).toEqual(says);
});

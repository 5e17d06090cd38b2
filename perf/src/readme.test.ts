import { expect, test } from 'vitest';
import { compileSnippets } from '../../test/readme-snippets.ts';

const snippets = await compileSnippets(new URL('../README.md', import.meta.url));

test.each(snippets)('the snippet at line $line prints what it says', { timeout: 30_000 }, async ({ run, says }) => {
  expect(await run()).toEqual(says);
});

import { startMockServer } from '@billing-testkit/mock-server';
import { afterAll, expect, test } from 'vitest';
import { compileSnippets } from '../../test/readme-snippets.ts';

const server = await startMockServer({ port: 0 });
afterAll(() => server.close());

const snippets = await compileSnippets(new URL('../../docs/faults-and-journal.md', import.meta.url), server.url);

test.each(snippets)('the snippet at line $line of docs/faults-and-journal.md prints what it says', async (snippet) => {
  expect(await snippet.run()).toEqual(snippet.says);
});

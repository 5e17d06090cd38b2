import { startMockServer } from '@billing-testkit/mock-server';
import { afterAll, describe, expect, test } from 'vitest';
import { compileSnippets } from '../../test/readme-snippets.ts';

const server = await startMockServer({ port: 0 });
afterAll(() => server.close());

describe.each(['faults-and-journal.md', 'mock-billing.md', 'test-runners.md', 'webhooks.md'])(
  'docs/%s',
  async (page) => {
    const snippets = await compileSnippets(new URL(`../../docs/${page}`, import.meta.url), server.url);

    test.each(snippets)('the snippet at line $line prints what it says', async ({ run, says }) => {
      expect(await run()).toEqual(says);
    });
  },
);

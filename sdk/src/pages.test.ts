import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startMockServer } from '@billing-testkit/mock-server';
import { afterAll, describe, expect, test } from 'vitest';
import { compileSnippets } from '../../test/readme-snippets.ts';

const server = await startMockServer({ port: 0 });
afterAll(() => server.close());

const pageOf = (name: string) => new URL(`../../docs/${name}`, import.meta.url);

describe.each(['faults-and-journal.md', 'mock-billing.md', 'test-runners.md', 'webhooks.md'])(
  'docs/%s',
  async (page) => {
    const snippets = await compileSnippets(pageOf(page), server.url);

    test.each(snippets)('the snippet at line $line prints what it says', async ({ run, says }) => {
      expect(await run()).toEqual(says);
    });
  },
);

/** A command of a page that is about the account of the snippet before it, and the beginning of the output that the page shows. */
const EXPLAINED = /^npx billing-mock-server (explain \S+ \S+ --url) \S+\n```\n\n```text\n(.*?)^```/ms;

// The account is the one that the snippets above left.
test('the command after the snippet of an explanation prints what docs/faults-and-journal.md shows', async () => {
  const [, command = '', shown = ''] = EXPLAINED.exec(readFileSync(pageOf('faults-and-journal.md'), 'utf8')) ?? [];
  const cli = fileURLToPath(
    new URL('../bin/billing-mock-server.js', import.meta.resolve('@billing-testkit/mock-server')),
  );
  const { stdout } = await promisify(execFile)(process.execPath, [cli, ...command.split(' '), server.url]);
  expect(shown).not.toBe('');
  expect(stdout.slice(0, shown.length)).toBe(shown);
});

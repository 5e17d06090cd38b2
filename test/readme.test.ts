import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { compileSnippets } from './readme-snippets.ts';

const pages = ['../README.md', '../docs/install.md'];
const snippets = await Promise.all(pages.map((page) => compileSnippets(new URL(page, import.meta.url))));

test.each(snippets.flat())(
  'the snippet at line $line prints what it says',
  { timeout: 30_000 },
  async ({ run, says }) => {
    expect(await run()).toEqual(says);
  },
);

test('the matrix prints what the page shows, and fails', async () => {
  const page = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const { command = '', output = 'no output' } =
    /^npx billing-matrix (?<command>.*)\n```\n\n```text\n(?<output>[^`]*)```/m.exec(page)?.groups ?? {};
  const bin = join(import.meta.dirname, '../scenarios/bin/billing-matrix.js');
  const run = promisify(execFile)(process.execPath, [bin, ...command.split(' ')]);
  await expect(run).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining(output) });
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, test } from 'vitest';
import { blocksOf, type PageBlock } from './page-blocks.ts';
import { runCommands } from './page-commands.ts';
import { PageShell } from './page-shell.ts';

const blocks = blocksOf(new URL('../../docs/what-your-system-does-instead.md', import.meta.url));

const shell = new PageShell({ MOCK_SERVER_PORT: '0' });
afterAll(() => shell.close());

/** The steps of a reader for each kind of block. */
const steps: Readonly<Record<string, (block: PageBlock) => unknown>> = {
  sh: (block) => runCommands(block, shell, 'SYSTEM_URL'),
  yaml: ({ file = '', text }) => writeFileSync(join(shell.folder, file), text),
};

describe('a reader of the page on what a system does instead', () => {
  test.each(blocks.filter(({ language }) => language !== 'text'))(
    'does what $language of line $line says',
    { timeout: 120_000 },
    async (block) => {
      const step = steps[block.language];
      if (!step) throw new RangeError(`There is nothing to do with ${block.language}.`);
      await step(block);
    },
  );
});

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readArguments } from '../src/cli/command-line.ts';
import { planOf } from '../src/cli/plan.ts';
import { blocksOf, changedBy, type PageBlock } from './page-blocks.ts';
import { runCommands } from './page-commands.ts';
import { PageShell } from './page-shell.ts';

const EXAMPLE = fileURLToPath(new URL('../examples/own-billing/', import.meta.url));
const PAGE = new URL('../../docs/hold-your-own-billing.md', import.meta.url);
const blocks = blocksOf(PAGE);

const shell = new PageShell({ PORT: '0' });
afterAll(() => shell.close());

const inExample = (name: string) => readFileSync(join(EXAMPLE, name), 'utf8');

/** The steps of a reader for each kind of block. */
const steps: Readonly<Record<string, (block: PageBlock) => unknown>> = {
  sh: (block) => runCommands(block, shell, 'HARBOUR_URL'),
  yaml: ({ file = '', text }) => writeFileSync(join(shell.folder, file), text),
  diff: ({ file = '', text }) => {
    const path = join(shell.folder, file);
    writeFileSync(path, changedBy(text, readFileSync(path, 'utf8')));
  },
  ts: ({ file = '', text }) => expect(inExample(file)).toContain(text),
};

describe('a reader of the page', () => {
  const done = blocks.filter(({ language, file }) => language !== 'text' && file !== 'bills.yml');

  test.each(done)('does what $language of line $line says', async (block) => {
    const step = steps[block.language];
    if (!step) throw new RangeError(`There is nothing to do with ${block.language}.`);
    await step(block);
  });

  test('has the files of the example in the end', () => {
    const names = readdirSync(EXAMPLE).filter((name) => name !== 'system');
    expect(names).toEqual(['adapter.ts', 'bills.yml', 'catalog.yaml', 'usage-adapter.ts']);
    for (const name of names) expect(readFileSync(join(shell.folder, name), 'utf8')).toBe(inExample(name));
  });
});

interface Workflow {
  readonly jobs: {
    readonly bills: {
      readonly strategy: { readonly matrix: { readonly name: readonly string[] } };
      readonly steps: readonly { readonly run?: string; readonly 'working-directory'?: string }[];
    };
  };
}

/** The part of a JSON report that says which figures of the catalog no cell exercises. */
interface Exercised {
  readonly run: { readonly catalogFigures: { readonly notExercised: readonly { readonly name: string }[] } };
}

describe('the matrices that the page names for each capability', () => {
  const page = readFileSync(PAGE, 'utf8');
  const cells = [...page.matchAll(/^\| `.*\| (`.*`) \|$/gm)].flatMap(([, cell = '']) => cell.split(', '));

  test.each(cells.map((cell) => cell.replaceAll('`', '')))('has %s', async (words) => {
    const task = readArguments(['node', 'billing-matrix', 'run', ...words.split(' '), '--target', 'mock']);
    if (task?.command !== 'run') throw new RangeError(`${words} is nothing to run.`);
    const catalog = join(EXAMPLE, 'catalog.yaml');
    expect((await planOf(task.matrix, { ...task.options, catalog })).cells.length).toBeGreaterThan(50);
  });
});

describe('the workflow of the page', () => {
  const [block] = blocks.filter(({ file }) => file === 'bills.yml');
  const { jobs }: Workflow = parse(block?.text ?? '');
  const { strategy, steps: ofJob } = jobs.bills;
  const names = strategy.matrix.name;

  test('is that of the example', () => {
    expect(block?.text).toBe(inExample('bills.yml'));
  });

  test('starts Harbour as the page does, and waits until it answers', async () => {
    const [install, start = '', wait = ''] = ofJob.flatMap(({ run }) => run ?? []);
    expect(install).toBe('npm ci');
    expect(blocks.some(({ language, text }) => language === 'sh' && text.endsWith(`\n${start}\n`))).toBe(true);
    expect(await shell.run(wait)).toMatchObject({ stdout: '{"name":"Harbour"}', code: 0 });
  });

  test.each(names)('runs %s on a push, with reports', async (name) => {
    const command = ofJob.flatMap(({ run = '' }) => (run.startsWith('npx billing-matrix') ? [run] : [])).join('');
    const onPush = command.replace(/\$\{\{ github.*? \|\| '(.*)' \}\}/, '$1').replace(/\$\{\{.*?\}\}/, name);
    const { stdout, code } = await shell.run(`${onPush} --json ${name}.json`);
    expect([stdout.replaceAll(/\s+/g, ' '), code]).toEqual([expect.stringMatching(/(\b\d+) of \1 bills agree/), 0]);
    expect(readFileSync(join(shell.folder, 'bills.xml'), 'utf8')).toContain('<testsuites');
    expect(readFileSync(join(shell.folder, 'bills.html'), 'utf8')).toMatch(/^<!doctype html>/i);
  });

  test('exercises every figure of the catalog in one of its jobs', () => {
    const [first = [], ...others] = names.map((name) => {
      const { run }: Exercised = JSON.parse(readFileSync(join(shell.folder, `${name}.json`), 'utf8'));
      return run.catalogFigures.notExercised.map((figure) => figure.name);
    });
    expect(first.filter((figure) => others.every((notExercised) => notExercised.includes(figure)))).toEqual([]);
  });
});

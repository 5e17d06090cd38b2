import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** A `ts` code block of a page, checked and compiled. */
export interface Snippet {
  /** The line on which the block starts on the page. */
  readonly line: number;
  /**
   * The lines that the page says it prints: the comments at the ends of its statements, `console.log(sum); // 3`, or the
   * `text` block that is the next code block on the page.
   */
  readonly says: readonly string[];
  /** Runs the block by itself and answers the lines that it prints. */
  readonly run: () => Promise<readonly string[]>;
}

const root = join(import.meta.dirname, '..');
const tsc = join(root, 'node_modules/typescript/bin/tsc');
const execute = promisify(execFile);

const BLOCK = /^```(\w*)\n(.*?)^```$/gms;
const SAID = /; \/\/ (.+)$/gm;

/**
 * The `ts` blocks of a page of this repository. They import packages by name as a reader would, so the packages have to be
 * built. Throws with the compiler's words when one does not type-check. `localhost:5000` in them is `server` when it is given.
 */
export async function compileSnippets(page: URL, server = 'http://localhost:5000'): Promise<Snippet[]> {
  const file = fileURLToPath(page);
  const directory = join(root, 'node_modules/.cache/snippets', relative(root, file));
  const blocks = blocksOf(readFileSync(file, 'utf8'));
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(directory, 'tsconfig.json'), JSON.stringify(configuration));
  for (const { line, code } of blocks) {
    writeFileSync(join(directory, `line-${line}.ts`), code.replaceAll('http://localhost:5000', server));
  }
  await execute(process.execPath, [tsc, '-p', directory]).catch((error: { stdout: string }) => {
    throw new Error(`Snippets of ${relative(root, file)} do not type-check:\n${error.stdout}`, { cause: error });
  });
  return blocks.map(({ line, says }) => ({
    line,
    says,
    run: () => linesPrintedBy(join(directory, `line-${line}.js`)),
  }));
}

const configuration = {
  extends: join(root, 'tsconfig.base.json'),
  compilerOptions: {
    types: ['node'],
    composite: false,
    sourceMap: false,
    inlineSources: false,
    noUnusedLocals: false,
  },
};

function blocksOf(markdown: string) {
  const blocks = [...markdown.matchAll(BLOCK)].map(({ index, 1: language, 2: code = '' }) => ({
    language,
    code: `${code}export {};\n`,
    line: markdown.slice(0, index).split('\n').length,
    comments: [...code.matchAll(SAID)].map(([, said = '']) => said),
    lines: linesOf(code),
  }));
  return blocks.flatMap(({ language, code, line, comments }, n) => {
    const next = blocks[n + 1];
    const says = next?.language === 'text' ? next.lines : comments;
    return language === 'ts' ? [{ code, line, says }] : [];
  });
}

async function linesPrintedBy(script: string): Promise<string[]> {
  const { stdout } = await execute(process.execPath, [script], { cwd: dirname(script) });
  return linesOf(stdout);
}

function linesOf(text: string): string[] {
  return text.split('\n').slice(0, -1);
}

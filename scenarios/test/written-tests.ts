import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');

/** The result of a written test in Vitest. */
export interface WrittenTestResult {
  readonly file: string;
  readonly title: string;
  readonly status: string;
  readonly message: string;
}

/** A directory of files, among them tests, from which our packages can be imported. It is gone when the test is finished. */
export function directoryOf(files: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(fileURLToPath(new URL('../dist/written-', import.meta.url)));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  return directory;
}

/** Runs the tests of a directory in a process of their own. */
export async function runTests(
  directory: string,
  env: Readonly<Record<string, string>> = {},
): Promise<WrittenTestResult[]> {
  const output = join(directory, `${Object.values(env).join('').replaceAll(/\W/g, '')}.json`);
  const { PATH = '' } = process.env;
  const words = [vitest, 'run', '--root', directory, '--no-isolate', '--reporter=json', `--outputFile=${output}`];
  const printed = await new Promise<string>((resolve) => {
    execFile(process.execPath, words, { env: { PATH, ...env } }, (_, stdout, stderr) => resolve(`${stdout}${stderr}`));
  });
  return resultsIn(readText(output) ?? printed);
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

interface Printed {
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly title: string;
      readonly status: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}

function resultsIn(text: string): WrittenTestResult[] {
  const { testResults }: Printed = JSON.parse(text);
  return testResults.flatMap(({ name, message, assertionResults }) =>
    assertionResults.length === 0
      ? [{ file: basename(name), title: 'the file', status: 'failed', message }]
      : assertionResults.map(({ title, status, failureMessages = [] }) => ({
          ...{ file: basename(name), title, status },
          message: failureMessages.join('\n'),
        })),
  );
}

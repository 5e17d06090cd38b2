import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { resultOf } from '../src/cli/result-of.ts';

const BIN = fileURLToPath(new URL('../bin/billing-contracts.js', import.meta.url));

type Environment = Readonly<Record<string, string>>;

export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: unknown;
}

/** Runs the command in an environment that says nothing about Pact but this. */
export async function runCli(args: readonly string[], env: Environment = {}, bin = BIN): Promise<Ended> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(?:PACT_|GIT_)/u.test(name));
  const child = spawn(process.execPath, [bin, ...args], {
    env: { ...Object.fromEntries(inherited), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [stdout, stderr, [code, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { stdout, stderr, code: code ?? signal };
}

/** What the command comes to in this process, which takes less time; for all that needs no Pact. */
export async function runHere(args: readonly string[]): Promise<Ended> {
  const { lines, complaint, exitCode } = await resultOf(['node', 'billing-contracts', ...args]);
  const textOf = (written: readonly string[]) => written.map((line) => `${line}\n`).join('');
  return { stdout: textOf(lines), stderr: textOf(complaint === undefined ? [] : [complaint]), code: exitCode };
}

/** A file with this content, which is there until the end of the test. */
export function fileWith(content: string | object, name: string): string {
  const folder = temporaryFolder();
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

/** A folder that is there until the end of the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'billing-contracts-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

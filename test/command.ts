import { type ChildProcess, spawn } from 'node:child_process';
import { on, once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** A command of this repository. */
export interface Command {
  /** The file that runs it. */
  readonly bin: string;
  /** The names of the variables that it would take from the environment in which the tests are run. */
  readonly settings: RegExp;
}

export type Environment = Readonly<Record<string, string>>;

export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  /** The exit code, or the signal that ended the process. */
  readonly code: unknown;
}

/** The command as a process of its own, in an environment without settings for it but these. It is killed with the test. */
export function startCommand({ bin, settings }: Command, args: readonly string[], env: Environment = {}) {
  const child = spawn(process.execPath, [bin, ...args], {
    env: environmentWithout(settings, env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** The environment of the tests without the variables of these names; with those that are given. */
export function environmentWithout(names: RegExp, env: Environment): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !names.test(name));
  return { ...Object.fromEntries(inherited), ...env };
}

/** All that a process says until it ends by itself. */
export async function endOf(child: ReturnType<typeof startCommand>): Promise<Ended> {
  const [stdout, stderr, [code, signal]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { stdout, stderr, code: code ?? signal };
}

/** Resolves once the process has said these words on its standard error output. */
export async function said({ stderr }: ChildProcess, words: string): Promise<void> {
  let heard = '';
  for await (const [chunk] of on(stderr ?? new PassThrough(), 'data')) {
    heard += String(chunk);
    if (heard.includes(words)) return;
  }
}

/** A folder that is there until the end of the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'billing-testkit-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A file with this content, which is there until the end of the test. */
export function fileWith(content: string | object, name = 'file.yaml'): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

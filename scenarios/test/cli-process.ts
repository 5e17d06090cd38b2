import { type ChildProcess, spawn } from 'node:child_process';
import { on, once } from 'node:events';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const BIN = fileURLToPath(new URL('../bin/billing-matrix.js', import.meta.url));

/** The variables that the command would take from the environment in which the tests are run. */
const settings = ['BILLING_TARGET', 'CI', 'GITHUB_STEP_SUMMARY', 'FORCE_COLOR', 'NO_COLOR'];

export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: unknown;
}

/** The command as a process of its own, in an environment without settings for it but these. It is killed with the test. */
export function startCli(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const inherited = Object.entries(process.env).filter(([name]) => !settings.includes(name));
  const child = spawn(process.execPath, [BIN, ...args], {
    env: { ...Object.fromEntries(inherited), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]).then(
    ([stdout, stderr, [code, signal]]): Ended => ({ stdout, stderr, code: code ?? signal }),
  );
  return { child, ended };
}

/** The output of the command and its exit code, once it ended by itself. */
export function runCli(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return startCli(args, env).ended;
}

/** Resolves once the command has shown progress. */
export async function underWay({ stderr }: ChildProcess): Promise<void> {
  if (stderr) await once(stderr, 'data');
}

/** Resolves once the command has said so, to people. */
export async function said({ stderr }: ChildProcess, words: string): Promise<void> {
  let heard = '';
  for await (const [chunk] of on(stderr ?? new PassThrough(), 'data')) {
    heard += String(chunk);
    if (heard.includes(words)) return;
  }
}

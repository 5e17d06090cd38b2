import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { type Ended, type Environment, endOf, environmentWithout, startCommand } from '../../test/command.ts';

/** The file that runs the command. */
export const BIN = fileURLToPath(new URL('../bin/billing-mock-server.js', import.meta.url));

const settings = /^(?:MOCK_SERVER_|npm_|OTEL_|LOG_LEVEL$)/;

/** The environment of the tests, but without settings for the command; with these. */
export function environment(env: Environment = {}): NodeJS.ProcessEnv {
  return environmentWithout(settings, env);
}

/** The exit of a process. */
export async function exitOf(child: ChildProcess): Promise<{ code: unknown; signal: unknown }> {
  const [code, signal]: unknown[] = await once(child, 'exit');
  return { code, signal };
}

/** The output and the exit of the command, when it ends by itself. */
export function runCli(args: readonly string[], env?: Environment): Promise<Ended> {
  return endOf(startCommand({ bin: BIN, settings }, args, env));
}

/** The output and exit of a shell line that runs the command as `"$@"`. */
export function runInShell(line: string, args: readonly string[]): Promise<Ended> {
  const child = spawn('sh', ['-c', line, 'sh', process.execPath, BIN, ...args], {
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return endOf(child);
}

/** The command once it listens, and where. */
export async function listeningCli(args: readonly string[], env?: Environment) {
  const child = startCommand({ bin: BIN, settings }, args, env);
  return { child, exited: exitOf(child), ...(await listening(child.stdout)) };
}

/** The first output of a server that listens, and its address. */
export async function listening(stdout: Readable) {
  let said = '';
  for await (const chunk of stdout) {
    said += String(chunk);
    if (/http:.*\n/.test(said)) break;
  }
  return { said, url: /http:\/\/[^ ]+/.exec(said)?.[0] ?? '' };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** The file that runs the command. */
export const BIN = fileURLToPath(new URL('../bin/billing-mock-server.js', import.meta.url));

type Environment = Readonly<Record<string, string>>;

/** The environment of the tests, but without settings for the command; with these. */
export function environment(settings: Environment = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(?:MOCK_SERVER_|npm_|OTEL_|LOG_LEVEL$)/.test(name),
  );
  return { ...Object.fromEntries(inherited), ...settings };
}

/** The command as a process of its own, in an environment without settings for it but these. It is killed with the test. */
function startCli(args: readonly string[], env: Environment = {}) {
  const child = spawn(process.execPath, [BIN, ...args], {
    env: environment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, exited: endOf(child) };
}

/** The end of a process. */
export async function endOf(child: ChildProcess): Promise<{ code: unknown; signal: unknown }> {
  const [code, signal]: unknown[] = await once(child, 'exit');
  return { code, signal };
}

/** The output and the exit of the command, when it ends by itself. */
export async function runCli(args: readonly string[], env: Environment = {}) {
  const { child, exited } = startCli(args, env);
  const [stdout, stderr, { code }] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  return { stdout, stderr, code };
}

/** The output and exit of a shell line that runs the command as `"$@"`. */
export async function runInShell(line: string, args: readonly string[]) {
  const child = spawn('sh', ['-c', line, 'sh', process.execPath, BIN, ...args], {
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [stdout, stderr, { code }] = await Promise.all([text(child.stdout), text(child.stderr), endOf(child)]);
  return { stdout, stderr, code };
}

/** The command once it listens, and where. */
export async function listeningCli(args: readonly string[], env: Environment = {}) {
  const started = startCli(args, env);
  return { ...started, ...(await listening(started.child.stdout)) };
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

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const BIN = fileURLToPath(new URL('../bin/billing-mock-server.js', import.meta.url));

/** The command as a process of its own, in an environment without settings for it but these. It is killed with the test. */
function startCli(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('MOCK_SERVER_'));
  const child = spawn(process.execPath, [BIN, ...args], {
    env: { ...Object.fromEntries(inherited), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const exited = once(child, 'exit').then(([code, signal]: unknown[]) => ({ code, signal }));
  return { child, exited };
}

/** What the command says and how it ends, when it ends by itself. */
export async function runCli(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { child, exited } = startCli(args, env);
  const [stdout, stderr, { code }] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  return { stdout, stderr, code };
}

/** The command once it listens, and where. */
export async function listeningCli(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const process = startCli(args, env);
  let said = '';
  for await (const chunk of process.child.stdout) {
    said += String(chunk);
    if (said.includes('\n')) break;
  }
  const url = /http:\/\/[^ ]+/.exec(said)?.[0] ?? '';
  return { ...process, said, url };
}

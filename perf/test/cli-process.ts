import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { PerfReport } from '../src/results/report.ts';

const BIN = fileURLToPath(new URL('../bin/billing-perf.js', import.meta.url));

/** The variables that the command would take from the environment in which the tests are run. */
const settings = /^(?:BILLING_PERF_|K6_|STAND_IN_|CI$|FORCE_COLOR$|NO_COLOR$)/;

type Environment = Readonly<Record<string, string>>;

export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: unknown;
}

/** The command as a process of its own, in an environment without settings for it but these. It is killed with the test. */
export function startCli(args: readonly string[], env: Environment = {}) {
  const inherited = Object.entries(process.env).filter(([name]) => !settings.test(name));
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
export function runCli(args: readonly string[], env: Environment = {}): Promise<Ended> {
  return startCli(args, env).ended;
}

/** A folder that is there until the end of the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'billing-perf-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A file with this text, which is there until the end of the test. */
export function fileWith(content: string | object, name = 'file.yaml'): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

/** Budgets that any machine meets, however busy. */
export const anyTime = { every: { failed: 0, p50Ms: 1_000_000, p99Ms: 1_000_000 } };

/** A load that takes a second or so. */
const quick = ['--rate', '40', '--duration', '400ms', '--round', '200ms', '--rounds', '1', '--accounts', '3'];

/** Runs workloads briefly and answers the report, too. */
export async function quickRun(args: readonly string[], budgets: object = anyTime) {
  const json = join(temporaryFolder(), 'report.json');
  const file = fileWith(budgets, 'budgets.json');
  const ended = await runCli(['run', ...quick, '--connections', '4', '--budgets', file, '--json', json, ...args]);
  return { ...ended, report: reportIn(json), json };
}

/** The report in a file. Fails when there is none. */
export function reportIn(file: string): PerfReport {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Resolves once the command has said so, to people. */
export async function said({ stderr }: ChildProcess, words: string): Promise<void> {
  let heard = '';
  await new Promise<void>((resolve) => {
    stderr?.on('data', (chunk) => {
      heard += String(chunk);
      if (heard.includes(words)) resolve();
    });
  });
}

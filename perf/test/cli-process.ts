import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Ended, type Environment, endOf, fileWith, startCommand, temporaryFolder } from '../../test/command.ts';
import type { PerfReport } from '../src/results/report.ts';

const command = {
  bin: fileURLToPath(new URL('../bin/billing-perf.js', import.meta.url)),
  settings: /^(?:BILLING_PERF_|K6_|STAND_IN_|CI$|FORCE_COLOR$|NO_COLOR$)/,
};

/** The command while it runs, and its output until it ends. */
export function startCli(args: readonly string[], env?: Environment) {
  const child = startCommand(command, args, env);
  return { child, ended: endOf(child) };
}

/** The output of the command and its exit code, once it ended by itself. */
export function runCli(args: readonly string[], env?: Environment): Promise<Ended> {
  return startCli(args, env).ended;
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

import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Ended, type Environment, endOf, startCommand } from '../../test/command.ts';

const command = {
  bin: fileURLToPath(new URL('../bin/billing-matrix.js', import.meta.url)),
  settings: /^(?:BILLING_TARGET|CI|GITHUB_STEP_SUMMARY|FORCE_COLOR|NO_COLOR)$/,
};

/** The command while it runs, and what it says until it ends. */
export function startCli(args: readonly string[], env?: Environment) {
  const child = startCommand(command, args, env);
  return { child, ended: endOf(child) };
}

/** The output of the command and its exit code, once it ended by itself. */
export function runCli(args: readonly string[], env?: Environment): Promise<Ended> {
  return startCli(args, env).ended;
}

/** Resolves once the command has shown progress. */
export async function underWay({ stderr }: ChildProcess): Promise<void> {
  if (stderr) await once(stderr, 'data');
}

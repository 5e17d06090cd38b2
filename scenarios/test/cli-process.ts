import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { type Ended, type Environment, endOf, startCommand } from '../../test/command.ts';

/** The command of the matrices. */
export const command = {
  bin: fileURLToPath(new URL('../bin/billing-matrix.js', import.meta.url)),
  settings: /^(?:BILLING_TARGET|CI|GITHUB_STEP_SUMMARY|FORCE_COLOR|NO_COLOR)$/,
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

/** Resolves once the command has shown progress. */
export async function underWay({ stderr }: ChildProcess): Promise<void> {
  if (stderr) await once(stderr, 'data');
}

/** Expects that the command said nothing but one line for people. */
export function isOneLine({ stdout, stderr }: Ended): void {
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^[^\n]+\n$/);
  expect(stderr).not.toMatch(/\.\.|error:|\bat /);
}

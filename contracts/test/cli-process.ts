import { fileURLToPath } from 'node:url';
import { type Ended, type Environment, endOf, startCommand } from '../../test/command.ts';
import { resultOf } from '../src/cli/result-of.ts';

const BIN = fileURLToPath(new URL('../bin/billing-contracts.js', import.meta.url));

/** Runs the command in an environment that says nothing about Pact but this. */
export function runCli(args: readonly string[], env?: Environment, bin = BIN): Promise<Ended> {
  return endOf(startCommand({ bin, settings: /^(?:PACT_|GIT_)/ }, args, env));
}

/** The result of the command when it runs in this process, which takes less time. It is for tests that need no Pact. */
export async function runHere(args: readonly string[]): Promise<Ended> {
  const { lines, complaint, exitCode } = await resultOf(['node', 'billing-contracts', ...args]);
  const textOf = (written: readonly string[]) => written.map((line) => `${line}\n`).join('');
  return { stdout: textOf(lines), stderr: textOf(complaint === undefined ? [] : [complaint]), code: exitCode };
}

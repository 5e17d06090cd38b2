import { TargetProblem } from '../accounts/target-problem.ts';
import { UsageError } from '../budgets/usage-error.ts';
import { K6Missing } from '../k6-runs/k6-missing.ts';
import { printable } from '../results/figures.ts';
import { readArguments } from './command-line.ts';
import { exitCodes } from './exit-code.ts';
import type { Task } from './task.ts';

/** The time for output that is still being written. After it the process ends, even when a connection is left open. */
const LINGER_MS = 1_000;

/** The errors that one line explains, and the exit code of each. */
const explained = [
  { known: UsageError, code: exitCodes.usage },
  { known: TargetProblem, code: exitCodes.trouble },
  { known: K6Missing, code: exitCodes.noK6 },
] as const;

/** Carries out the command line, and sets the exit code. */
export async function runBillingPerf(argv: readonly string[]): Promise<void> {
  // Node would exit with 1, which says that a budget is missed.
  process.on('uncaughtException', (error) => {
    process.stderr.write(`${detailsOf(error)}\n`);
    process.exit(exitCodes.trouble);
  });
  // A reader that ends early, like head, is no error.
  for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
  process.exitCode = await exitCodeFor(argv);
  setTimeout(() => process.exit(), LINGER_MS).unref();
}

async function exitCodeFor(argv: readonly string[]): Promise<number> {
  try {
    const task = readArguments(argv);
    return task ? await perform(task) : exitCodes.met;
  } catch (error) {
    const match = explained.find(({ known }) => error instanceof known);
    process.stderr.write(`${match && error instanceof Error ? printable(error.message) : detailsOf(error)}\n`);
    return match?.code ?? exitCodes.trouble;
  }
}

/** Each command is loaded when it is wanted: a mistyped one need not wait for the client and the engine to be loaded. */
async function perform(task: Task): Promise<number> {
  if (task.command === 'run') {
    const { runCommand } = await import('./run-command.ts');
    return runCommand(task.options);
  }
  const { k6Command } = await import('./k6-command.ts');
  return k6Command(task.script, task.options);
}

function detailsOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

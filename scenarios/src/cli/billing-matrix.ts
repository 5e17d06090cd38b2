import { CatalogError } from '@billing-testkit/engine';
import { MatrixProblem } from '../matrices/matrix.ts';
import { SelectionError, UsageError } from '../matrices/usage-errors.ts';
import { ReportError } from '../reports/summary/report.ts';
import { TargetProblem } from '../targets/target.ts';
import { readArguments } from './command-line.ts';
import { exitCodes } from './exit-code.ts';
import type { Task } from './task.ts';

/** The time for output that is still being written. After it the process ends, even when an adapter left something open. */
const LINGER_MS = 1_000;

/** The errors that one line explains. */
const usageErrors = [UsageError, MatrixProblem, SelectionError, CatalogError, ReportError];

/** Carries out the command line, and sets the exit code. */
export async function runBillingMatrix(argv: readonly string[]): Promise<void> {
  // Node would exit with 1, which says that a bill differs.
  process.on('uncaughtException', (error) => {
    process.stderr.write(`${detailsOf(error)}\n`);
    process.exit(exitCodes.trouble);
  });
  // A reader that ends early, like head, is no error.
  for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
  process.exitCode = await exitCodeFor(argv);
  setTimeout(() => process.exit(), LINGER_MS).unref();
}

/**
 * Carries out the command line, and returns the exit code. A mistake in it is printed.
 *
 * @internal
 */
export async function exitCodeFor(argv: readonly string[]): Promise<number> {
  try {
    const task = readArguments(argv);
    return task ? await perform(task) : exitCodes.agrees;
  } catch (error) {
    const isUsage = usageErrors.some((known) => error instanceof known);
    const isKnown = isUsage || error instanceof TargetProblem;
    process.stderr.write(`${isKnown && error instanceof Error ? error.message : detailsOf(error)}\n`);
    return isUsage ? exitCodes.usage : exitCodes.trouble;
  }
}

/** Each command is loaded when it is wanted: a mistyped one need not wait for a server to be loaded. */
async function perform(task: Task): Promise<number> {
  switch (task.command) {
    case 'run': {
      const { runCommand } = await import('./run-command.ts');
      return runCommand(task.matrix, task.options);
    }
    case 'fit': {
      const { fitCommand } = await import('./fit-command.ts');
      return fitCommand(task.options);
    }
    case 'list': {
      const { listText } = await import('./commands-without-target.ts');
      process.stdout.write(listText());
      return exitCodes.agrees;
    }
    case 'merge': {
      const { mergeCommand } = await import('./commands-without-target.ts');
      return mergeCommand(task.files, task.options);
    }
    case 'defects': {
      const { defectsCommand } = await import('./commands-without-target.ts');
      return defectsCommand(task.matrices, task.options);
    }
  }
}

function detailsOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

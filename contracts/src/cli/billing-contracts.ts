import { CommandError, exitCodes } from '../documents/command-error.ts';
import { readArguments } from './command-line.ts';
import type { CommandResult } from './command-result.ts';
import type { Task } from './task.ts';

/** Does what the command line says, tells the outcome, and sets the exit code. */
export async function runBillingContracts(argv: readonly string[]): Promise<void> {
  // A reader that ends early, like head, is no error.
  for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
  const { lines, complaint, exitCode } = await resultOf(argv);
  for (const line of lines) process.stdout.write(`${printable(line)}\n`);
  if (complaint !== undefined) process.stderr.write(`${printable(complaint)}\n`);
  process.exitCode = exitCode;
}

/** What the command line comes to; what it can't do is a complaint. */
export async function resultOf(argv: readonly string[]): Promise<CommandResult> {
  try {
    const task = readArguments(argv);
    return task ? await perform(task) : { lines: [], exitCode: exitCodes.holds };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return { lines: [], complaint: error.message, exitCode: error.exitCode };
  }
}

/** Each command is loaded when it is wanted. */
async function perform(task: Task): Promise<CommandResult> {
  switch (task.command) {
    case 'verify': {
      const { verifyCommand } = await import('./verify-command.ts');
      return verifyCommand(task.options);
    }
    case 'check': {
      const { checkCommand } = await import('./check-command.ts');
      return checkCommand(task.options);
    }
    case 'diff': {
      const { diffCommand } = await import('./diff-command.ts');
      return diffCommand(task.oldFile, task.newFile, task.options);
    }
  }
}

/** The text without characters that a terminal would obey. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
  return text.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/gu, ' ');
}

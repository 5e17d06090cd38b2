import { CommandError, exitCodes } from '../documents/command-error.ts';
import { readArguments } from './command-line.ts';
import type { CommandResult } from './command-result.ts';
import type { Task } from './task.ts';

/** Performs the task of a command line and answers its result. A task that can't be performed results in a complaint. */
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

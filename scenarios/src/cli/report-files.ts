import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from './usage-error.ts';

/** Throws a `UsageError` for a file that could not be written once the run is over: hours of it would be lost. */
export function checkWritable(files: readonly string[]): void {
  const [twice] = files.filter((file, index) => files.indexOf(file) !== index);
  if (twice !== undefined) throw new UsageError(`${twice} cannot be two reports: name another file.`);
  for (const file of files) {
    const problem = problemWith(file);
    if (problem !== undefined) throw new UsageError(`${file} cannot be written: ${problem}.`);
  }
}

function problemWith(file: string): string | undefined {
  const directory = dirname(file);
  if (kindOf(directory) === 'nothing') return `there is no directory ${directory}`;
  if (kindOf(directory) === 'file') return `${directory} is no directory`;
  const kind = kindOf(file);
  if (kind === 'directory') return 'it is a directory';
  return isWritable(kind === 'file' ? file : directory) ? undefined : 'this user may not';
}

function kindOf(path: string): 'nothing' | 'file' | 'directory' {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return 'nothing';
  return found.isDirectory() ? 'directory' : 'file';
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from '../matrices/usage-errors.ts';
import type { Report } from '../reports/summary/report.ts';
import { type TestFileOptions, testFileText } from '../reports/test-file/test-file.ts';
import { githubSummary } from '../reports/text/github-summary.ts';
import { terminalText } from '../reports/text/terminal.ts';
import { renderersOf } from '../reports/write-reports.ts';
import { reasonOf } from '../targets/target.ts';
import type { ReportOptions } from './task.ts';
import { writeText } from './write-file.ts';

/** Writes to a file, and returns whether that was possible. A failure is printed, and other files are still written. */
function wasWritten(file: string, write: () => void): boolean {
  try {
    write();
    return true;
  } catch (error) {
    process.stderr.write(`${file} could not be written: ${reasonOf(error)}\n`);
    return false;
  }
}

/** Throws a `UsageError` for a file that could not be written after the run, whose results would be lost. */
function checkWritable(files: readonly string[]): void {
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

const DEFAULT_WIDTH = 100;

/** Throws a `UsageError` before the run when a report could not be written after it. */
export function checkReports(options: ReportOptions, others: readonly string[] = []): void {
  checkWritable([...renderersOf(options).map(({ file }) => file), ...others]);
  if (options.github && summaryFile() === undefined) {
    throw new UsageError('--github adds to the file that GITHUB_STEP_SUMMARY names, and it names none.');
  }
}

/** Prints a report and writes it to the files that were named. Returns whether all of them were written. */
export function outputReports(report: Report, options: ReportOptions): boolean {
  const { stdout } = process;
  const width = stdout.columns > 0 ? stdout.columns : DEFAULT_WIDTH;
  stdout.write(terminalText(report, { colors: stdout.isTTY && stdout.hasColors(), width }));
  const written = renderersOf(options).map(({ file, render }) =>
    wasWritten(file, () => writeText(file, render(report))),
  );
  const summary = summaryFile();
  if (summary !== undefined) {
    const isThere = wasWritten(summary, () => writeText(summary, githubSummary(report), 'a'));
    written.push(isThere || !options.github);
  }
  return written.every(Boolean);
}

/** The file for the summary of a step of a GitHub workflow. The variable is set in such steps only. */
function summaryFile(): string | undefined {
  const { GITHUB_STEP_SUMMARY: file } = process.env;
  return file === '' ? undefined : file;
}

/** Writes the test file of the shrunk cells and prints whether it did. Returns whether nothing was lost. */
export async function outputTest(options: TestFileOptions): Promise<boolean> {
  const { file } = options;
  const text = await testFileText(options);
  if (text === undefined) {
    process.stderr.write(`${file} is not written: no bill differs.\n`);
    return true;
  }
  const isThere = wasWritten(file, () => writeText(file, text));
  if (isThere) process.stderr.write(`${file} has the tests.\n`);
  return isThere;
}

import { accessSync, constants, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from '../budgets/usage-error.ts';
import { htmlPage } from '../reports/html/page.ts';
import { terminalText } from '../reports/terminal.ts';
import type { PerfReport } from '../results/report.ts';
import type { TargetOptions } from './task.ts';

type Files = Pick<TargetOptions, 'json' | 'html'>;

function writersOf({ json, html }: Files) {
  return [
    ...(json === undefined ? [] : [{ file: json, render: jsonText }]),
    ...(html === undefined ? [] : [{ file: html, render: htmlPage }]),
  ];
}

function jsonText(report: PerfReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** Throws a `UsageError` before the run for a file that could not be written after it. */
export function checkFiles(files: Files): void {
  const names = writersOf(files).map(({ file }) => file);
  if (new Set(names).size < names.length) throw new UsageError(`${names[0]} can't be two reports: name another file.`);
  for (const name of names) {
    const problem = problemWith(name);
    if (problem !== undefined) throw new UsageError(`${name} can't be written: ${problem}.`);
  }
}

function problemWith(file: string): string | undefined {
  const directory = dirname(file);
  if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) return `there is no directory ${directory}`;
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isDirectory()) return 'it is a directory';
  try {
    accessSync(found ? file : directory, constants.W_OK);
    return undefined;
  } catch {
    return 'this user may not';
  }
}

/** Prints a report and writes it to the files that were named. Returns whether all of them were written. */
export function outputReport(report: PerfReport, files: Files): boolean {
  const { stdout } = process;
  stdout.write(terminalText(report, { colors: stdout.isTTY && stdout.hasColors() }));
  return writersOf(files)
    .map(({ file, render }) => wasWritten(file, render(report)))
    .every(Boolean);
}

function wasWritten(file: string, text: string): boolean {
  try {
    writeFileSync(file, text);
    return true;
  } catch (error) {
    process.stderr.write(`${file} could not be written: ${error instanceof Error ? error.message : String(error)}\n`);
    return false;
  }
}

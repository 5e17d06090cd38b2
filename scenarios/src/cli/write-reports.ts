import { appendFileSync, writeFileSync } from 'node:fs';
import { githubSummary } from '../reports/github-summary.ts';
import { htmlPage } from '../reports/html/page.ts';
import { toJson } from '../reports/json.ts';
import { junitXml } from '../reports/junit.ts';
import type { Report } from '../reports/report.ts';
import { terminalText } from '../reports/terminal.ts';
import { checkWritable } from './report-files.ts';
import type { ReportOptions } from './task.ts';
import { UsageError } from './usage-error.ts';
import { wasWritten } from './write-file.ts';

const DEFAULT_WIDTH = 100;

/** Throws a `UsageError` when what is wanted could not be written once there is something to report. */
export function checkReports(options: ReportOptions, others: readonly string[] = []): void {
  checkWritable([...filesOf(options).map(({ file }) => file), ...others]);
  if (options.github && summaryFile() === undefined) {
    throw new UsageError('--github adds to the file that GITHUB_STEP_SUMMARY names, and it names none.');
  }
}

/** Prints a report, and writes it wherever else it is wanted; whether all that was asked for is there. */
export function writeReports(report: Report, options: ReportOptions): boolean {
  const { stdout } = process;
  const width = stdout.columns > 0 ? stdout.columns : DEFAULT_WIDTH;
  stdout.write(terminalText(report, { colors: stdout.isTTY && stdout.hasColors(), width }));
  const written = filesOf(options).map(({ file, render }) =>
    wasWritten(file, () => writeFileSync(file, render(report))),
  );
  const summary = summaryFile();
  if (summary !== undefined) {
    const isThere = wasWritten(summary, () => appendFileSync(summary, githubSummary(report)));
    written.push(isThere || !options.github);
  }
  return written.every(Boolean);
}

/** The files that are wanted, and what is written to each. */
function filesOf({ json, junit, html }: ReportOptions) {
  const wanted = [
    { file: json, render: toJson },
    { file: junit, render: junitXml },
    { file: html, render: htmlPage },
  ];
  return wanted.flatMap(({ file, render }) => (file === undefined ? [] : [{ file, render }]));
}

/** Where a step of a GitHub workflow puts its summary; set in such steps alone. */
function summaryFile(): string | undefined {
  const { GITHUB_STEP_SUMMARY: file } = process.env;
  return file === '' ? undefined : file;
}

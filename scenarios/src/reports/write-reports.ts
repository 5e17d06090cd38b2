import { appendFileSync, writeFileSync } from 'node:fs';
import type { RunDiagnosis } from '../diagnosis/diagnosis.ts';
import type { RepeatableRun } from '../runs/run-matrix.ts';
import { htmlPage } from './html/page.ts';
import { toJson } from './json/write-json.ts';
import { junitXml } from './junit.ts';
import { reportOf } from './summary/report.ts';
import { githubSummary } from './text/github-summary.ts';
import { terminalText } from './text/terminal.ts';

/** The width of a text that is not printed on a terminal, in columns. */
const WIDTH = 100;

/** The files that reports are written to. */
export interface ReportFiles {
  /** One JSON object, which `billing-matrix merge` reads. */
  readonly json?: string | undefined;
  /** JUnit XML. */
  readonly junit?: string | undefined;
  /** One HTML page. */
  readonly html?: string | undefined;
}

export interface AllReportFiles extends ReportFiles {
  /** Markdown is added to this file, like that of `GITHUB_STEP_SUMMARY`. */
  readonly githubSummary?: string | undefined;
}

/** Writes reports of a run to files. Throws Node's error for a file that can't be written. */
export function writeReports(run: RepeatableRun, diagnosis: RunDiagnosis | undefined, files: AllReportFiles): void {
  const report = reportOf(run, diagnosis);
  for (const { file, render } of renderersOf(files)) writeFileSync(file, render(report));
  if (files.githubSummary !== undefined) appendFileSync(files.githubSummary, githubSummary(report));
}

/** The report as the command line prints it, without colors. */
export function reportText(run: RepeatableRun, diagnosis?: RunDiagnosis): string {
  return terminalText(reportOf(run, diagnosis), { colors: false, width: WIDTH });
}

/** Each file with the function that renders its report. */
export function renderersOf({ json, junit, html }: ReportFiles) {
  const all = [
    { file: json, render: toJson },
    { file: junit, render: junitXml },
    { file: html, render: htmlPage },
  ];
  return all.flatMap(({ file, render }) => (file === undefined ? [] : [{ file, render }]));
}

import { mergeReports } from '../reports/merge.ts';
import { readJson } from '../reports/read-json.ts';
import { exitCodeOf } from './exit-code.ts';
import { readText } from './read-text.ts';
import type { ReportOptions } from './task.ts';
import { checkReports, writeReports } from './write-reports.ts';

/** Puts the reports of shards together and reports that; the exit code is that of a run of all of them. */
export function mergeCommand(files: readonly string[], options: ReportOptions): number {
  checkReports(options);
  const report = mergeReports(files.map((file) => ({ file, report: readJson(readText('The report', file), file) })));
  return exitCodeOf(report.run, writeReports(report, options));
}

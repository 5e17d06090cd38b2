import { readJson } from '../reports/json/read-json.ts';
import { mergeReports } from '../reports/merge/merge-reports.ts';
import { exitCodeOf } from './command-end.ts';
import { readText } from './read-file.ts';
import { checkReports, outputReports } from './report-output.ts';
import type { ReportOptions } from './task.ts';

/** Puts the reports of shards together and reports that; the exit code is that of a run of all of them. */
export function mergeCommand(files: readonly string[], options: ReportOptions): number {
  checkReports(options);
  const report = mergeReports(files.map((file) => ({ file, report: readJson(readText('report', file), file) })));
  return exitCodeOf(report.run, outputReports(report, options));
}

/** For scripts and tests: reports of a run. */
export { htmlPage } from './reports/html/page.ts';
export { readJson } from './reports/json/read-json.ts';
export { toJson } from './reports/json/write-json.ts';
export { junitXml } from './reports/junit.ts';
export { mergeReports } from './reports/merge/merge-reports.ts';
export { type Conclusion, conclusionOf } from './reports/summary/conclusion.ts';
export { type Report, ReportError, reportOf } from './reports/summary/report.ts';
export { githubSummary } from './reports/text/github-summary.ts';
export { type AllReportFiles, reportText, writeReports } from './reports/write-reports.ts';

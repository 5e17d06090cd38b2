import type { Report } from './report.ts';

/** A report, and the file that it was read from. */
export interface NamedReport {
  readonly file: string;
  readonly report: Report;
}

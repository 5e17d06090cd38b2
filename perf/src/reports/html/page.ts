import type { PerfReport } from '../../results/report.ts';

export function htmlPage(_report: PerfReport): string {
  return '';
}

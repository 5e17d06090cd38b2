export { reportSchema } from './results/read-report.ts';
export type * from './results/report.ts';

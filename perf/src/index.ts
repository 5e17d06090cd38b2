export type * from './results/report.ts';
export { reportSchema } from './results/read-report.ts';

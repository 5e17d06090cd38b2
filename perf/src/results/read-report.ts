import { z } from 'zod';
import { REPORT_FORMAT } from './report.ts';

/** The parts of an earlier report that are read: its workloads and their ratios. */
export const reportSchema = z.object({
  format: z.literal(REPORT_FORMAT, { error: `this is no report of billing-perf (format ${REPORT_FORMAT})` }),
  workloads: z.array(
    z.object({
      name: z.string(),
      description: z.string(),
      fullSpeed: z.object({ ratio: z.number().positive().optional() }).optional(),
    }),
  ),
});

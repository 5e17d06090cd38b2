import { readFileSync } from 'node:fs';
import { z } from 'zod';

const count = z.number().int().min(0);

/** The summary that a script writes; the same fields as `ScriptSummary` of the scripts. */
const schema = z.object({
  format: z.literal('billing-perf-k6/1'),
  script: z.string(),
  rate: z.number(),
  durationMs: z.number(),
  counts: z.object({ sent: count, succeeded: count, limited: count, failed: count }),
  dropped: count,
  latency: z.object({
    meanMs: z.number(),
    curve: z.array(z.object({ percent: z.number(), ms: z.number() })),
  }),
  operations: z.array(z.object({ operationId: z.string(), count, p50Ms: z.number(), p99Ms: z.number() })),
  checks: z.array(z.object({ name: z.string(), passes: count, fails: count })),
  thresholds: z.array(
    z.object({ metric: z.string(), expression: z.string(), actual: z.number().nullable(), ok: z.boolean() }),
  ),
  readings: z.object({ accepted: count, inDoubt: count, stored: count }),
});

export type K6Summary = z.infer<typeof schema>;

/** The summary in a file, or nothing when there is none that can be read. */
export function readSummary(file: string): K6Summary | undefined {
  try {
    return schema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { scriptNames } from '../requests/script-names.ts';
import { workloads } from '../requests/workloads.ts';
import { readInput } from './read-input.ts';

const budget = z.strictObject({
  failed: z.number().int().min(0).optional(),
  p50Ms: z.number().positive().optional(),
  p99Ms: z.number().positive().optional(),
  ratio: z.number().positive().optional(),
});

/** Everything that can have a budget of its own. */
const names: readonly string[] = [...workloads.map(({ name }) => name), ...scriptNames];

const budgetsFile = z.strictObject({
  every: budget.default({}),
  workloads: z
    .record(z.string(), budget)
    .superRefine((entries, context) => {
      for (const name of Object.keys(entries)) {
        if (!names.includes(name)) {
          context.addIssue({
            code: 'custom',
            path: [name],
            message: `there is none of this name: ${names.join(', ')}`,
          });
        }
      }
    })
    .default({}),
  regression: z.number().min(0).max(1).default(0.15),
});

/** The most and the least that one workload may and has to do. A figure that is absent is not judged. */
export type Budget = z.infer<typeof budget>;

export type Budgets = z.infer<typeof budgetsFile>;

/** The budgets that hold unless a file with others is named. */
const standardBudgetsFile = fileURLToPath(new URL('../../budgets.yaml', import.meta.url));

/** Reads a file of budgets, in YAML or JSON. Throws a `UsageError` that tells each mistake and its place. */
export function readBudgets(file = standardBudgetsFile): Budgets {
  return readInput(file, (text) => parse(text), budgetsFile);
}

/** The budget of a workload or of a k6 script. */
export function budgetOf({ every, workloads: own }: Budgets, name: string): Budget {
  return { ...every, ...(Object.hasOwn(own, name) ? own[name] : {}) };
}

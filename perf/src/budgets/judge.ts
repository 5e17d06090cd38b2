import { milliseconds, share, whole } from '../results/figures.ts';
import type { Reconciliation, RequestCounts, Verdict, WorkloadResult } from '../results/report.ts';
import { type Budget, type Budgets, budgetOf } from './budgets.ts';

/** A figure that is judged: its name, its value, and whether its limit is the most that it may be or the least. */
interface Judged {
  readonly budget: string;
  readonly limit: number | undefined;
  readonly actual: number | undefined;
  readonly isLeast?: boolean;
  readonly text: (value: number) => string;
  /** The reason why there is no figure. */
  readonly missing: string;
  /** The same figure of the bare server. */
  readonly bare?: number | undefined;
}

/** Whether workloads met their budgets. `isLimitTested` says that answers 429 were wanted. */
export function judge(results: readonly WorkloadResult[], budgets: Budgets, isLimitTested: boolean): Verdict[] {
  return results.flatMap((result) => {
    const limited = isLimitTested ? undefined : limitNote(result);
    const verdicts = figuresOf(result, budgetOf(budgets, result.name)).flatMap((judged) =>
      verdictOf(result.name, judged, limited),
    );
    return result.reconciliation ? [...verdicts, stateVerdict(result.name, result.reconciliation)] : verdicts;
  });
}

function figuresOf({ atRate, fullSpeed }: WorkloadResult, budget: Budget): Judged[] {
  const rate = `at ${whole(atRate?.rate ?? 0)}/s`;
  const missing = 'no request was answered';
  return [
    {
      budget: `failed ${rate}`,
      limit: budget.failed,
      actual: atRate && atRate.counts.sent > 0 ? atRate.counts.failed : undefined,
      text: whole,
      missing: 'no request was sent',
    },
    {
      budget: `p50 ${rate}`,
      limit: budget.p50Ms,
      actual: atRate?.latency?.p50Ms,
      bare: atRate?.bare?.p50Ms,
      text: milliseconds,
      missing,
    },
    {
      budget: `p99 ${rate}`,
      limit: budget.p99Ms,
      actual: atRate?.latency?.p99Ms,
      bare: atRate?.bare?.p99Ms,
      text: milliseconds,
      missing,
    },
    {
      budget: 'ratio to bare HTTP',
      limit: fullSpeed && budget.ratio,
      actual: fullSpeed?.ratio,
      isLeast: true,
      text: share,
      missing: 'there is no bare server to compare with',
    },
  ];
}

function verdictOf(workload: string, judged: Judged, limited: string | undefined): Verdict[] {
  const { budget, limit, actual, isLeast = false, text, missing } = judged;
  if (limit === undefined) return [];
  const sides = { workload, budget, limit: `${isLeast ? '≥' : '≤'} ${text(limit)}` };
  if (actual === undefined) return [{ ...sides, actual: '–', outcome: 'unjudged', note: limited ?? missing }];
  if (limited !== undefined) return [{ ...sides, actual: text(actual), outcome: 'unjudged', note: limited }];
  const isMet = isLeast ? actual >= limit : actual <= limit;
  if (isMet) return [{ ...sides, actual: text(actual), outcome: 'met' }];
  return [{ ...sides, actual: text(actual), outcome: 'missed', note: excuseFor(judged, limit) }];
}

/** A note on a time that is too long: the bare server takes too long as well. */
function excuseFor({ bare = 0, text }: Judged, limit: number): string | undefined {
  return bare > limit ? `bare HTTP takes ${text(bare)} here: the machine was too busy` : undefined;
}

/** The verdict on the state of the accounts: whether it is the one that the answers told. */
export function stateVerdict(workload: string, { accounts, problems }: Reconciliation): Verdict {
  const [first] = problems;
  return {
    workload,
    budget: 'state of the accounts',
    limit: 'as answered',
    actual: first === undefined ? `${whole(accounts)} right` : `${problems.length} problems`,
    outcome: first === undefined ? 'met' : 'missed',
    ...(first !== undefined && { note: first }),
  };
}

/** The sentence that says that the target limited the load, or nothing when it did not. */
export function limitNote({ atRate, fullSpeed }: Pick<WorkloadResult, 'atRate' | 'fullSpeed'>): string | undefined {
  const all = [atRate?.counts, fullSpeed?.counts].filter((counts) => counts !== undefined);
  const sum = (of: (counts: RequestCounts) => number) => all.reduce((total, counts) => total + of(counts), 0);
  const limited = sum((counts) => counts.limited);
  if (limited === 0) return undefined;
  return `the target limited ${whole(limited)} of ${whole(sum((counts) => counts.sent))} requests (429)`;
}

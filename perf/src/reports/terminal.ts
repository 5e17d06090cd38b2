import { mebibytes, milliseconds, printable, seconds, share, whole } from '../results/figures.ts';
import type { PerfReport, Verdict, WorkloadResult } from '../results/report.ts';
import { conclusionOf } from './conclusion.ts';

const marks = { met: '✓', missed: '✗', unjudged: '?' } as const;
const colors = { met: 32, missed: 31, unjudged: 33 } as const;

/** A column of the table of workloads. */
interface Column {
  readonly title: string;
  readonly text: (result: WorkloadResult) => string | undefined;
}

const columns: readonly Column[] = [
  { title: 'workload', text: ({ name }) => name },
  { title: 'rate', text: ({ atRate }) => atRate && `${whole(atRate.rate)}/s` },
  { title: 'p50', text: ({ atRate }) => atRate?.latency && milliseconds(atRate.latency.p50Ms) },
  { title: 'p99', text: ({ atRate }) => atRate?.latency && milliseconds(atRate.latency.p99Ms) },
  { title: 'bare p99', text: ({ atRate }) => atRate?.bare && milliseconds(atRate.bare.p99Ms) },
  { title: 'failed', text: ({ atRate }) => atRate && whole(atRate.counts.failed) },
  { title: '429', text: ({ atRate }) => atRate && whole(atRate.counts.limited) },
  { title: 'full speed', text: ({ fullSpeed }) => fullSpeed && `${whole(fullSpeed.perSecond)}/s` },
  { title: 'bare', text: ({ fullSpeed }) => perSecond(fullSpeed?.barePerSecond) },
  { title: 'ratio', text: ({ fullSpeed }) => (fullSpeed?.ratio === undefined ? undefined : share(fullSpeed.ratio)) },
  { title: 'memory', text: ({ atRate }) => atRate?.memory && mebibytes(atRate.memory.endBytes) },
  { title: 'readings', text: ({ reconciliation }) => reconciliation && whole(reconciliation.readings) },
];

function perSecond(rate: number | undefined): string | undefined {
  return rate === undefined ? undefined : `${whole(rate)}/s`;
}

/** A report for a terminal: its conclusion, a table of the workloads, and the budgets that were not met. */
export function terminalText(report: PerfReport, options: { readonly colors: boolean }): string {
  const paint = (words: string, code: number) => (options.colors ? `\u001B[${code}m${words}\u001B[0m` : words);
  const { headline, tone } = conclusionOf(report);
  const color = { right: colors.met, wrong: colors.missed, trouble: colors.unjudged }[tone];
  const notMet = report.verdicts.filter(({ outcome }) => outcome !== 'met');
  const parts = [
    [paint(headline, color), factsLine(report)],
    tableLines(report.workloads),
    report.workloads.flatMap(failureLines),
    notMet.map((verdict) => paint(verdictLine(verdict), colors[verdict.outcome])),
    report.notes,
  ];
  const paragraphs = parts.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${paragraphs.join('\n\n')}\n`;
}

function factsLine({ target, machine, durationMs, generator }: PerfReport): string {
  const place = target.isOwn ? 'a mock server of its own' : printable(target.url);
  return `${place}, by ${generator}, ${machine.cores} × ${machine.cpu}, Node ${machine.node}, took ${seconds(durationMs)}`;
}

function tableLines(results: readonly WorkloadResult[]): string[] {
  if (results.length === 0) return [];
  const used = columns.filter(({ text }) => results.some((result) => text(result) !== undefined));
  const rows = [
    used.map(({ title }) => title),
    ...results.map((result) => used.map(({ text }) => text(result) ?? '–')),
  ];
  const widths = used.map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, index) => padded(cell, index, widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** Names are on the left, and figures on the right. */
function padded(cell: string, index: number, width: number): string {
  return index === 0 ? cell.padEnd(width) : cell.padStart(width);
}

function failureLines({ name, atRate, fullSpeed, checks = [] }: WorkloadResult): string[] {
  const loads = [
    { when: `at ${whole(atRate?.rate ?? 0)}/s`, counts: atRate?.counts },
    { when: 'at full speed', counts: fullSpeed?.counts },
  ];
  const failures = loads.flatMap(({ when, counts }) => {
    const reasons = Object.entries(counts?.failures ?? {}).map(([reason, count]) => `${whole(count)} × ${reason}`);
    return reasons.length === 0 ? [] : [`${name}: failed ${when}: ${printable(reasons.join(', '))}`];
  });
  const wrong = checks.filter(({ fails }) => fails > 0);
  return [
    ...failures,
    ...wrong.map((check) => `${name}: check failed ${whole(check.fails)} times: ${printable(check.name)}`),
  ];
}

function verdictLine({ workload, budget, limit, actual, outcome, note }: Verdict): string {
  const reason = note === undefined ? '' : ` (${printable(note)})`;
  return `${marks[outcome]} ${workload}: ${budget} is ${actual}, budget ${limit}${reason}`;
}

import { expect, test } from 'vitest';
import { sampleReport } from '../../test/sample-report.ts';
import { terminalText } from './terminal.ts';

test('a report for a terminal', () => {
  expect(terminalText(sampleReport, { colors: false })).toBe(`1 of 3 budgets missed
http://127.0.0.1:5000, by autocannon, 2 × A CPU, Node v24.0.0, took 1 min 1 s

workload   rate     p50      p99  bare p99  failed  429  full speed      bare  ratio   memory  readings
mixed     500/s  1.8 ms  2.78 ms   2.78 ms       2    0     4 000/s  16 000/s   0.25  110 MiB   123 456
load      500/s  1.8 ms  2.78 ms         –       2    0           –         –      –        –        10
read      500/s       –        –         –       2    0           –         –      –        –         –

mixed: failed at 500/s: 1 × 503, 1 × timed out
mixed: failed at full speed: 1 × 503, 1 × timed out
load: failed at 500/s: 1 × 503, 1 × timed out
load: check failed 1 times: </script><script>alert(1)</script>
read: failed at 500/s: 1 × 503, 1 × timed out

✗ mixed: failed at 500/s is 2, budget ≤ 0
? read: p99 at 500/s is –, budget ≤ 20 ms (no answer <i>)

The machine had other work.
`);
});

test('what a target says can’t steer the terminal', () => {
  const [mixed] = sampleReport.workloads;
  if (!mixed) throw new Error('There is no workload.');
  const reconciliation = { accounts: 1, readings: 1, settled: 0, problems: [] };
  const verdict = {
    workload: 'mixed',
    budget: 'x',
    limit: 'y',
    actual: 'z',
    outcome: 'missed',
    note: '\u001B[2J',
  } as const;
  const report = { ...sampleReport, workloads: [{ ...mixed, reconciliation }], verdicts: [verdict] };
  expect(terminalText(report, { colors: false })).not.toContain('\u001B');
});

import { expect, test } from 'vitest';
import type { Progress } from '../runs/run-settings.ts';
import { ProgressMeter } from './progress-meter.ts';

const progress: Progress = {
  workload: 'ingest',
  phase: '500/s',
  elapsedMs: 4_200,
  totalMs: 10_000,
  succeeded: 2_104,
  limited: 0,
  failed: 0,
  p99Ms: 3.1,
};

function linesOf(isTTY: boolean, ...all: Progress[]): string {
  let text = '';
  const output = { isTTY, columns: 60, write: (part: string) => (text += part) };
  const meter = new ProgressMeter(output, false);
  for (const one of all) meter.show(one);
  meter.clear();
  return text;
}

test('on a terminal a line is drawn anew, and does not wrap', () => {
  const line = 'ingest, 500/s: 4.2 s of 10 s, 2 104 answered, p99 3.1 ms, 0';
  expect(linesOf(true, progress)).toBe(`\r\u001B[2K${line}\r\u001B[2K`);
});

test('elsewhere there is a line for each phase, and one every ten seconds', () => {
  const begin = { ...progress, elapsedMs: 0, succeeded: 0 };
  const later = { ...progress, elapsedMs: 10_000, totalMs: 20_000, limited: 3, failed: 2 };
  const other = { ...begin, phase: 'reconciling', totalMs: undefined };
  expect(linesOf(false, begin, progress, later, later, other)).toBe(`ingest, 500/s: 10 s
ingest, 500/s: 10 s of 20 s, 2 104 answered, p99 3.1 ms, 3 limited (429), 2 failed
ingest, reconciling
`);
});

import { describe, expect, it } from 'vitest';
import { ProgressMeter, type ProgressOutput } from './progress-meter.ts';

/** The texts that a meter writes while so many of a thousand cells come to an end, one each so many milliseconds. */
function written(cells: number, everyMs: number, output: Omit<ProgressOutput, 'write'>, isCi = false): string[] {
  const texts: string[] = [];
  const meter = new ProgressMeter({ ...output, write: (text) => texts.push(text) }, isCi);
  for (let done = 1; done <= cells; done += 1) {
    const counts = { agrees: done - 1, differs: 1, failed: 0, skipped: 0 };
    meter.show({ total: 1_000, counts, elapsedMs: done * everyMs });
  }
  meter.clear();
  return texts;
}

describe('on a terminal', () => {
  const terminal = { isTTY: true, columns: 100 };

  it('is one line that is drawn anew ten times a second, and taken away in the end', () => {
    const lines = written(1_000, 10, terminal);
    expect(lines).toHaveLength(101);
    expect(lines[49]).toBe('\r\u001B[2K500 of 1 000 cells, 100 a second, 1 differ, 0 failed, 5.0 s left');
    expect(lines[100]).toBe('\r\u001B[2K');
    expect(lines.join('')).not.toContain('\n');
  });

  it('is never wider than the terminal, and of a usual width when that is not known', () => {
    expect(written(500, 10, { isTTY: true, columns: 20 })[49]).toBe('\r\u001B[2K500 of 1 000 cells,');
    expect(written(500, 10, { isTTY: true, columns: 0 })[49]).toContain('5.0 s left');
  });
});

describe('elsewhere, and in CI', () => {
  it('is a line every ten per cent', () => {
    const lines = written(1_000, 20, {});
    expect(lines).toHaveLength(9);
    expect(lines[0]).toBe('100 of 1 000 cells, 50 a second, 1 differ, 0 failed, 18.0 s left\n');
    expect(written(1_000, 20, { isTTY: true, columns: 100 }, true)).toEqual(lines);
  });

  it('is a line every ten seconds when cells take long, and not more than one a second when they do not', () => {
    expect(written(50, 1_000, {})).toHaveLength(5);
    expect(written(1_000, 2, {})).toHaveLength(1);
    expect(written(1_000, 0.5, {})).toEqual([]);
  });
});

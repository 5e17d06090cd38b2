import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { defineMatrix } from '../matrices/define-matrix.ts';
import { type ReplaySettings, replayCommand } from './replay-command.ts';

const matrix = defineMatrix({
  name: 'standard',
  dimensions: { member: ['kr', 'jp'], month: ['2025-01'], credits: { none: [], 'FREE+PAID': [], "it's $HOME": [] } },
  build: ({ member, month }) => ({ member, month }),
});
const mock: ReplaySettings = { matrix: 'standard', target: 'mock', via: 'account' };
const cell = { member: 'jp', month: '2025-01', credits: 'FREE+PAID' };

/** The words that a shell makes of it. */
function wordsOf(command: string, env: Record<string, string> = {}): string[] {
  const script = `${command.replace(/^npx billing-matrix/, 'print')}`;
  const output = execFileSync('sh', ['-c', `print() { printf '%s\\n' "$@"; }; ${script}`], { env, encoding: 'utf8' });
  return output.trimEnd().split('\n');
}

describe('the command that replays a cell', () => {
  test('names matrix, target and every value', () => {
    expect(replayCommand(mock, matrix, cell)).toBe(
      'npx billing-matrix run standard --target mock --filter member=jp,month=2025-01,credits=FREE+PAID',
    );
  });

  test('repeats what decides how the cell comes out', () => {
    const settings = {
      ...mock,
      via: 'preview',
      catalog: 'our prices.yaml',
      defects: ['gauge-summed', 'float-prices'],
    } as const;
    expect(replayCommand(settings, matrix, cell)).toBe(
      "npx billing-matrix run standard --target mock --via preview --catalog 'our prices.yaml' --defect gauge-summed,float-prices --filter member=jp,month=2025-01,credits=FREE+PAID",
    );
  });

  test('names members and months that the matrix does not have', () => {
    expect(replayCommand(mock, matrix, { ...cell, member: 'de', month: '2031-05' })).toBe(
      'npx billing-matrix run standard --target mock --members de --months 2031-05 --filter member=de,month=2031-05,credits=FREE+PAID',
    );
  });

  test('means the same to a shell, whatever values are called', () => {
    const command = replayCommand({ ...mock, matrix: './my matrix.ts' }, matrix, { ...cell, credits: "it's $HOME" });
    expect(wordsOf(command)).toEqual([
      ...['run', './my matrix.ts', '--target', 'mock'],
      ...['--filter', "member=jp,month=2025-01,credits=it's $HOME"],
    ]);
  });

  test.each(['https://me:p@ss@example.com', 'https:me:hush@example.com', 'HTTPS://me@example.com'])(
    'leaves %s to the environment',
    (target) => {
      expect(replayCommand({ ...mock, target }, matrix, cell)).toContain(' --target "$BILLING_TARGET" ');
    },
  );

  test('leaves secrets to the environment', () => {
    const settings = { ...mock, target: 'https://me:hush@example.com', headers: { 'X-Api-Key': 'hush' } };
    const command = replayCommand(settings, matrix, cell);
    expect(command).not.toContain('hush');
    expect(wordsOf(command, { BILLING_TARGET: 'https://me:hush@example.com', X_API_KEY: 'hush' }).slice(2, 6)).toEqual([
      ...['--target', 'https://me:hush@example.com'],
      ...['--header', 'X-Api-Key: hush'],
    ]);
  });
});

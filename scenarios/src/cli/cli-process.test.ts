import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { said } from '../../../test/command.ts';
import { isOneLine, runCli, startCli, underWay } from '../../test/cli-process.ts';

/** A process starts in a second or two, and later on a machine that is busy. */
const unhurried = { timeout: 60_000 };

const folder = mkdtempSync(join(tmpdir(), 'billing-matrix-'));
afterAll(() => rmSync(folder, { recursive: true }));

const UNHURRIED = fileURLToPath(new URL('../../test/targets/unhurried-engine.ts', import.meta.url));
const WRONG_AND_SLOW = fileURLToPath(new URL('../../test/targets/wrong-and-slow.ts', import.meta.url));

describe('billing-matrix', unhurried, () => {
  it('tells what it can do, which one it is and which matrices there are', async () => {
    const [help, run, version, list] = await Promise.all(
      [['--help'], ['run', '--help'], ['--version'], ['list']].map((args) => runCli(args)),
    );
    for (const ended of [help, run, version, list]) expect(ended).toMatchObject({ stderr: '', code: 0 });
    for (const word of ['run', 'merge', 'defects', 'list', 'Examples', 'Exit codes'])
      expect(help?.stdout).toContain(word);
    const options = ['--target', '--via', '--members', '--months', '--workers', '--coverage', '--seed', '--filter'];
    const more = [
      '--shard',
      '--bail',
      '--timeout',
      '--catalog',
      '--json',
      '--junit',
      '--html',
      '--github',
      '--write-test',
      '--allow-skipped',
    ];
    for (const word of [...options, ...more, '--no-diagnosis', 'BILLING_TARGET']) expect(run?.stdout).toContain(word);
    expect(version?.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(list?.stdout).toContain('standard: 27 000 cells\n');
  });

  it('refuses in one line what can’t be asked for, with 2', async () => {
    const ended = await runCli([]);
    expect([ended.stderr, ended.code]).toEqual([expect.stringMatching(/run, merge, fit, defects or list/), 2]);
    isOneLine(ended);
  });
});

describe('a target that bills', unhurried, () => {
  it('is a mock of its own: every bill agrees, with 0, in every report', async () => {
    const [json, junit, html, github] = ['smoke.json', 'smoke.xml', 'smoke.html', 'summary.md'].map((name) =>
      join(folder, name),
    );
    const files = [
      '--json',
      `${json}`,
      '--junit',
      `${junit}`,
      '--html',
      `${html}`,
      '--write-test',
      join(folder, 'none.ts'),
    ];
    const env = { GITHUB_STEP_SUMMARY: `${github}` };
    const { stdout, stderr, code } = await runCli(
      ['run', 'smoke', '--members', 'kr', '--target', 'mock', ...files],
      env,
    );
    expect([stdout, code]).toEqual([expect.stringMatching(/^22 of 22 bills agree\n/), 0]);
    expect(JSON.parse(readFileSync(`${json}`, 'utf8'))).toMatchObject({ run: { matrix: 'smoke', ending: 'complete' } });
    expect(readFileSync(`${junit}`, 'utf8')).toMatch(/^<\?xml /);
    expect(readFileSync(`${html}`, 'utf8')).toMatch(/^<!doctype html>/i);
    expect(readFileSync(`${github}`, 'utf8')).toContain('22 of 22 bills agree');
    expect(stderr).toContain('none.ts is not written: no bill differs.');
  });

  it('is wrong on purpose: the defect is named, with 1', async () => {
    const args = ['run', 'smoke', '--target', 'mock', '--members', 'kr', '--defect', 'tax-before-credits'];
    const { stdout, code } = await runCli(args);
    expect(code).toBe(1);
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(
      /^\d+ of 22 bills are wrong: tax is on the charge after adjustments and before credits \(tax-before-credits\)/,
    );
  });
});

describe('Ctrl-C', unhurried, () => {
  const args = ['run', 'standard', '--target', UNHURRIED, '--workers', '2', '--members', 'kr', '--months', '2025-01'];

  it('ends a run cleanly with what was found, with 3 as it is not complete', async () => {
    const json = join(folder, 'stopped.json');
    const run = startCli([...args, '--json', json]);
    await underWay(run.child);
    run.child.kill('SIGINT');
    const { stdout, stderr, code } = await run.ended;
    expect(stdout).toContain('the run was interrupted');
    expect(stdout).toMatch(/^\d+ of \d+ bills agree;/);
    expect(stderr).toContain('Stopping');
    expect(code).toBe(3);
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({ run: { ending: 'interrupted' } });
  });

  it('ends it at once when it comes twice', async () => {
    // After the stop, the diagnosis still takes as long as it may: five seconds.
    const run = startCli(['run', 'standard', '--target', WRONG_AND_SLOW, '--members', 'kr', '--months', '2025-01']);
    await underWay(run.child);
    run.child.kill('SIGTERM');
    await said(run.child, 'Looking for what is wrong.');
    run.child.kill('SIGTERM');
    const { stdout, stderr, code } = await run.ended;
    expect([stdout, code]).toEqual(['', 'SIGTERM']);
    expect(stderr).toContain('Stopping');
  });
});

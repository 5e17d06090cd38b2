import { execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { runCliHere } from '../../test/cli-here.ts';
import { isOneLine } from '../../test/cli-process.ts';
import { constants, oddServer } from '../../test/odd-servers.ts';

const folder = mkdtempSync(join(tmpdir(), 'billing-matrix-'));
afterAll(() => rmSync(folder, { recursive: true }));

const COPIED = fileURLToPath(new URL('../../test/targets/copied-engine.ts', import.meta.url));
const CLOSES_BADLY = fileURLToPath(new URL('../../test/targets/closes-badly.ts', import.meta.url));

describe('what can’t be asked for', () => {
  it('is refused in one line, with 2', async () => {
    const catalog = join(folder, 'catalog.yaml');
    writeFileSync(catalog, 'members: none');
    const adapter = join(folder, 'adapter.ts');
    writeFileSync(adapter, "const name: string = 'mine';\nexport const target = { bill('x') };\n");
    const mock = ['--target', 'mock'];
    const cases: [string[], RegExp][] = [
      [['rum'], /unknown command 'rum' \(Did you mean run\?\)/],
      [['run', ...mock, '--github'], /GITHUB_STEP_SUMMARY/],
      [['run', ...mock, '--members', 'kr,jpp'], /Did you mean jp\?/],
      [['run', ...mock, '--catalog', catalog], /catalog\.yaml:1:\d+ members must be/],
      [['run', '--target', adapter], /adapter\.ts cannot be loaded: SyntaxError: .+ \(\S*adapter\.ts:2\)/],
    ];
    const told = await Promise.all(cases.map(async ([args, line]) => ({ args, line, ended: await runCliHere(args) })));
    for (const { args, line, ended } of told) {
      expect([ended.stderr, ended.code], args.join(' ')).toEqual([expect.stringMatching(line), 2]);
      isOneLine(ended);
    }
  });
});

describe('a target that bills', () => {
  it('is run in shards, which are put together: one is missing at first', async () => {
    const [first, second] = [join(folder, '1.json'), join(folder, '2.json')];
    const shard = (part: string, file: string) =>
      runCliHere(['run', 'smoke', '--members', 'kr', '--target', COPIED, '--shard', part, '--json', file]);
    expect(await Promise.all([shard('1/2', first), shard('2/2', second)])).toMatchObject([{ code: 0 }, { code: 0 }]);
    const [one, both] = await Promise.all([runCliHere(['merge', second]), runCliHere(['merge', second, first])]);
    expect(one).toMatchObject({ stdout: expect.stringContaining('shard 1 of 2 is missing'), code: 3 });
    expect(both).toMatchObject({ stdout: expect.stringMatching(/^22 of 22 bills agree\n/), code: 0 });
  });

  it('is never put together from shards of two catalogs, also when their files had the same name', async () => {
    const catalog = join(folder, 'prices.yaml');
    const shards = [1, 2].map((index) => join(folder, `prices-${index}.json`));
    for (const [index, json] of shards.entries()) {
      writeFileSync(catalog, `prices: { "*": { KRW: ${index}, JPY: 1, USD: 1, EUR: 1 } }`);
      const part = ['--shard', `${index + 1}/2`, '--filter', 'story=usage', '--json', json];
      await runCliHere(['run', 'smoke', '--target', 'mock', '--catalog', catalog, ...part]);
    }
    const { stderr, code } = await runCliHere(['merge', ...shards]);
    expect([stderr, code]).toEqual([
      expect.stringMatching(/are of different runs: the catalog is "[0-9a-f]{12}" and "[0-9a-f]{12}"\.\n$/),
      2,
    ]);
  });

  it('has the same answer to everything: every cell that bills something differs, with 1, and is run again as told', async () => {
    const url = await oddServer(constants);
    const { stdout, code } = await runCliHere(['run', 'smoke', '--members', 'kr', '--target', url]);
    expect([stdout, code]).toEqual([expect.stringMatching(/^22 of 22 bills are wrong/), 1]);
    const [, words = ''] = /npx billing-matrix (run smoke --target .*)/.exec(stdout) ?? [];
    const again = await runCliHere([...words.split(' '), '--no-diagnosis']);
    expect([again.stdout, again.code]).toEqual([expect.stringMatching(/^1 of 1 bill is wrong\n/), 1]);
  });
});

describe('what goes wrong at the end changes nothing of what was found', () => {
  const args = ['run', 'smoke', '--members', 'kr'];

  it.each([
    ['fails', /^closes badly could not be closed: There is\\u000ano way out\.\n$/m],
    ['never', /^closes badly could not be closed: closes badly took more than 500 ms\.\n$/m],
  ])('when an adapter %s to close', async (how, line) => {
    const { stdout, stderr, code } = await runCliHere([...args, '--target', CLOSES_BADLY, '--timeout', '500ms'], {
      CLOSES: how,
    });
    expect([stdout, code]).toEqual([expect.stringMatching(/^22 of 22 bills agree\n/), 0]);
    expect(stderr).toMatch(line);
    expect(stderr).not.toMatch(/\bat /);
  });

  describe.skipIf(process.platform !== 'linux')('but a report that is missing', () => {
    const right = [...args, '--target', COPIED];
    const defects = { ENGINE_DEFECTS: 'tax-before-credits' };
    const problem = /^\/dev\/full could not be written: ENOSPC.*\n$/m;

    it('is trouble, with 3, and the others are written', async () => {
      const xml = join(folder, 'beside.xml');
      const { stdout, stderr, code } = await runCliHere([...right, '--json', '/dev/full', '--junit', xml]);
      expect([stdout, code]).toEqual([expect.stringMatching(/^22 of 22 bills agree\n/), 3]);
      expect(stderr).toMatch(problem);
      expect(readFileSync(xml, 'utf8')).toContain('22 of 22 bills agree');
    });

    it('is trouble, too, when it is a merged one', async () => {
      const json = join(folder, 'whole.json');
      await runCliHere([...right, '--json', json]);
      expect(await runCliHere(['merge', json, '--junit', '/dev/full'])).toMatchObject({
        stderr: expect.stringMatching(problem),
        code: 3,
      });
    });

    it('is trouble, too, when it goes to a pipe that nobody reads', async () => {
      const pipe = join(folder, 'unread');
      execFileSync('mkfifo', [pipe]);
      const ended = await runCliHere([...right, '--json', pipe]);
      expect([ended.stdout, ended.code]).toEqual([expect.stringMatching(/^22 of 22 bills agree\n/), 3]);
      expect(ended.stderr).toMatch(/unread could not be written: it is a pipe that nobody reads\n$/m);
    });

    it('is whole when somebody reads it from a pipe', async () => {
      const pipe = join(folder, 'read');
      execFileSync('mkfifo', [pipe]);
      // The pipe is open also before the reader has begun.
      const opened = openSync(pipe, 'r+');
      const reader = spawn('cat', [pipe], { stdio: ['ignore', 'pipe', 'ignore'] });
      const read = text(reader.stdout);
      const ended = await runCliHere([...right, '--html', pipe]);
      closeSync(opened);
      expect(ended.code).toBe(0);
      expect(await read).toMatch(/^<!doctype html>[\s\S]*<\/html>\s*$/i);
    });

    it('does not hide that a bill differs', async () => {
      const [report, cases] = await Promise.all([
        runCliHere([...right, '--no-diagnosis', '--html', '/dev/full'], defects),
        runCliHere([...right, '--write-test', '/dev/full'], defects),
      ]);
      for (const ended of [report, cases]) {
        expect(ended).toMatchObject({ stderr: expect.stringMatching(problem), code: 1 });
        expect(ended.stdout).toMatch(/^\d+ of 22 bills are wrong/);
      }
    });
  });
});

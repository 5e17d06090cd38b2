import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startMockServer } from '@billing-testkit/mock-server';
import { afterAll, describe, expect, it, onTestFinished, test } from 'vitest';
import { type Ended, said } from '../../../test/command.ts';
import { runCli, startCli, underWay } from '../../test/cli-process.ts';
import { frontServer } from '../../test/front-server.ts';
import { constants, htmlPage, oddServer, redirects, silence, wantsCredentials } from '../../test/odd-servers.ts';

/** A process starts in a second or two, and later on a machine that is busy. */
const unhurried = { timeout: 60_000 };

const folder = mkdtempSync(join(tmpdir(), 'billing-matrix-'));
afterAll(() => rmSync(folder, { recursive: true }));

const UNHURRIED = fileURLToPath(new URL('../../test/targets/unhurried-engine.ts', import.meta.url));

const WRONG_AND_SLOW = fileURLToPath(new URL('../../test/targets/wrong-and-slow.ts', import.meta.url));
const CLOSES_BADLY = fileURLToPath(new URL('../../test/targets/closes-badly.ts', import.meta.url));

function isOneLine({ stdout, stderr }: Ended): void {
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^[^\n]+\n$/);
  expect(stderr).not.toMatch(/\.\.|error:|\bat /);
}

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
    const catalog = join(folder, 'catalog.yaml');
    writeFileSync(catalog, 'members: none');
    const adapter = join(folder, 'adapter.ts');
    writeFileSync(adapter, "const name: string = 'mine';\nexport const target = { bill('x') };\n");
    const mock = ['--target', 'mock'];
    const cases: [string[], RegExp][] = [
      [[], /run, merge, defects or list/],
      [['rum'], /unknown command 'rum' \(Did you mean run\?\)/],
      [['run', ...mock, '--github'], /GITHUB_STEP_SUMMARY/],
      [['run', ...mock, '--members', 'kr,jpp'], /Did you mean jp\?/],
      [['run', ...mock, '--catalog', catalog], /catalog\.yaml:1:\d+ members must be/],
      [['run', '--target', adapter], /adapter\.ts cannot be loaded: SyntaxError: .+ \(\S*adapter\.ts:2\)/],
    ];
    const told = await Promise.all(cases.map(async ([args, line]) => ({ args, line, ended: await runCli(args) })));
    for (const { args, line, ended } of told) {
      expect([ended.stderr, ended.code], args.join(' ')).toEqual([expect.stringMatching(line), 2]);
      isOneLine(ended);
    }
  });
});

describe('a target that bills', unhurried, () => {
  it('is a mock of its own: every bill of the smoke matrix agrees, with 0, in every report', async () => {
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
    const { stdout, stderr, code } = await runCli(['run', 'smoke', '--target', 'mock', ...files], env);
    expect([stdout, code]).toEqual([expect.stringMatching(/^110 of 110 bills agree\n/), 0]);
    expect(JSON.parse(readFileSync(`${json}`, 'utf8'))).toMatchObject({ run: { matrix: 'smoke', ending: 'complete' } });
    expect(readFileSync(`${junit}`, 'utf8')).toMatch(/^<\?xml /);
    expect(readFileSync(`${html}`, 'utf8')).toMatch(/^<!doctype html>/i);
    expect(readFileSync(`${github}`, 'utf8')).toContain('110 of 110 bills agree');
    expect(stderr).toContain('none.ts is not written: no bill differs.');
  });

  it('is run in shards, which are put together: one is missing at first', async () => {
    const [first, second] = [join(folder, '1.json'), join(folder, '2.json')];
    const shard = (part: string, file: string) =>
      runCli(['run', 'smoke', '--target', UNHURRIED, '--shard', part, '--json', file]);
    expect(await Promise.all([shard('1/2', first), shard('2/2', second)])).toMatchObject([{ code: 0 }, { code: 0 }]);
    const [one, both] = await Promise.all([runCli(['merge', second]), runCli(['merge', second, first])]);
    expect(one).toMatchObject({ stdout: expect.stringContaining('shard 1 of 2 is missing'), code: 3 });
    expect(both).toMatchObject({ stdout: expect.stringMatching(/^110 of 110 bills agree\n/), code: 0 });
  });

  it('is never put together from shards of two catalogs, also when their files had the same name', async () => {
    const catalog = join(folder, 'prices.yaml');
    const shards = [1, 2].map((index) => join(folder, `prices-${index}.json`));
    for (const [index, json] of shards.entries()) {
      writeFileSync(catalog, `prices: { "*": { KRW: ${index}, JPY: 1, USD: 1, EUR: 1 } }`);
      const part = ['--shard', `${index + 1}/2`, '--filter', 'story=usage', '--json', json];
      await runCli(['run', 'smoke', '--target', 'mock', '--catalog', catalog, ...part]);
    }
    const { stderr, code } = await runCli(['merge', ...shards]);
    expect([stderr, code]).toEqual([
      expect.stringMatching(/are of different runs: the catalog is "[0-9a-f]{12}" and "[0-9a-f]{12}"\.\n$/),
      2,
    ]);
  });

  it('is wrong on purpose: the defect is named, with 1', async () => {
    const args = ['run', 'smoke', '--target', 'mock', '--members', 'kr', '--defect', 'tax-before-credits'];
    const { stdout, code } = await runCli(args);
    expect(code).toBe(1);
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(
      /^\d+ of 22 bills are wrong: tax is on the charge after adjustments and before credits \(tax-before-credits\)/,
    );
  });

  it('has the same answer to everything: every cell that bills something differs, with 1, and is run again as told', async () => {
    const url = await oddServer(constants);
    const { stdout, code } = await runCli(['run', 'smoke', '--target', url]);
    expect([stdout, code]).toEqual([expect.stringMatching(/^110 of 110 bills are wrong/), 1]);
    const [, words = ''] = /npx billing-matrix (run smoke --target .*)/.exec(stdout) ?? [];
    const again = await runCli([...words.split(' '), '--no-diagnosis']);
    expect([again.stdout, again.code]).toEqual([expect.stringMatching(/^1 of 1 bill is wrong\n/), 1]);
  });
});

describe('what goes wrong at the end changes nothing of what was found', unhurried, () => {
  const args = ['run', 'smoke', '--members', 'kr'];

  it.each([
    ['fails', /^closes badly could not be closed: There is\\u000ano way out\.\n$/m],
    ['never', /^closes badly could not be closed: closes badly took more than 500 ms\.\n$/m],
  ])('when an adapter %s to close', async (how, line) => {
    const { stdout, stderr, code } = await runCli([...args, '--target', CLOSES_BADLY, '--timeout', '500ms'], {
      CLOSES: how,
    });
    expect([stdout, code]).toEqual([expect.stringMatching(/^22 of 22 bills agree\n/), 0]);
    expect(stderr).toMatch(line);
    expect(stderr).not.toMatch(/\bat /);
  });

  describe.skipIf(process.platform !== 'linux')('but a report that is missing', () => {
    const mock = [...args, '--target', 'mock'];
    const wrong = [...mock, '--defect', 'tax-before-credits'];
    const problem = /^\/dev\/full could not be written: ENOSPC.*\n$/m;

    it('is trouble, with 3, and the others are written', async () => {
      const xml = join(folder, 'beside.xml');
      const { stdout, stderr, code } = await runCli([...mock, '--json', '/dev/full', '--junit', xml]);
      expect([stdout, code]).toEqual([expect.stringMatching(/^22 of 22 bills agree\n/), 3]);
      expect(stderr).toMatch(problem);
      expect(readFileSync(xml, 'utf8')).toContain('22 of 22 bills agree');
    });

    it('is trouble, too, when it is a merged one', async () => {
      const json = join(folder, 'whole.json');
      await runCli([...mock, '--json', json]);
      expect(await runCli(['merge', json, '--junit', '/dev/full'])).toMatchObject({
        stderr: expect.stringMatching(problem),
        code: 3,
      });
    });

    it('does not hide that a bill differs', async () => {
      const [report, cases] = await Promise.all([
        runCli([...wrong, '--no-diagnosis', '--html', '/dev/full']),
        runCli([...wrong, '--write-test', '/dev/full']),
      ]);
      for (const ended of [report, cases]) {
        expect(ended).toMatchObject({ stderr: expect.stringMatching(problem), code: 1 });
        expect(ended.stdout).toMatch(/^\d+ of 22 bills are wrong/);
      }
    });
  });
});

describe('a target that can’t be used ends the run before it began, with 3', unhurried, () => {
  test.each([
    ['answers pages', 'account', htmlPage, [], /does not speak the billing API.*200.*text\/html/],
    ['answers pages to previews', 'preview', htmlPage, [], /does not speak the billing API.*200.*text\/html/],
    ['wants credentials', 'account', wantsCredentials, [], /wants credentials.*--header.*401/],
    ['redirects', 'account', redirects, [], /redirects.*301/],
    ['answers nothing', 'account', silence, ['--timeout', '100ms'], /does not answer in time.*100 ms/],
  ])('when it %s', async (_, via, answer, limit, line) => {
    const url = await oddServer(answer);
    const ended = await runCli(['run', 'smoke', '--via', via, ...limit], { BILLING_TARGET: url });
    isOneLine(ended);
    expect([ended.stderr, ended.code]).toEqual([expect.stringMatching(line), 3]);
    expect(ended.stderr).toContain(url);
  });

  it('when it is not there', async () => {
    const ended = await runCli(['run', 'smoke', '--target', 'http://secret:word@127.0.0.1:9']);
    isOneLine(ended);
    expect(ended).toMatchObject({
      stderr: expect.stringMatching(/^http:\/\/127\.0\.0\.1:9 cannot be reached/),
      code: 3,
    });
  });
});

describe('a target that fails in the middle', unhurried, () => {
  it('gets no further when it dies: the run gives up and tells what it saw, with 3', async () => {
    const mock = await startMockServer({ port: 0, host: '127.0.0.1', rateLimit: 0 });
    onTestFinished(() => mock.close());
    const { url, die } = await frontServer(mock.url, (_response, count) => {
      if (count === 300) die();
      return count >= 300;
    });
    const json = join(folder, 'dying.json');
    const { stdout, code } = await runCli(['run', 'smoke', '--target', url, '--workers', '2', '--json', json]);
    expect([stdout, code]).toEqual([expect.stringMatching(/^\d+ of \d+ bills agree; .*gave up/s), 3]);
    expect(stdout).toContain('CONNECTION_FAILED');
    const { run: seen } = JSON.parse(readFileSync(json, 'utf8'));
    expect(seen.ending).toBe('gave up');
  });

  it('is slow: its bills are missing, and not wrong, with 3', async () => {
    let requests = 0;
    const url = await oddServer((request, response) => {
      requests += 1;
      if (requests === 1) constants(request, response);
    });
    // The first request is answered in time on any machine; the others are waited for at once.
    const limits = ['--timeout', '5s', '--concurrency', '16'];
    const { stdout, code } = await runCli(['run', 'smoke', '--via', 'preview', '--target', url, ...limits]);
    expect([stdout, code]).toEqual([expect.stringContaining('no complete answer in 5000 ms'), 3]);
    expect(stdout).toContain('gave up');
  });

  it('is an adapter that tells no bill: that is said, with 3', async () => {
    const target = fileURLToPath(new URL('../../test/targets/statement-teller.ts', import.meta.url));
    const { stdout, code } = await runCli(['run', 'smoke', '--target', target]);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'must answer { refusals: [], bill: readBill(statement) }, not {"totalAmount":100}',
    );
    expect(code).toBe(3);
  });

  it('can’t be asked at all by previews: nothing was compared, with 2', async () => {
    const args = [
      'run',
      'payments',
      '--coverage',
      'sample=5',
      '--filter',
      'path=refunded',
      '--via',
      'preview',
      '--target',
      'mock',
    ];
    const { stdout, stderr, code } = await runCli(args);
    expect([stdout, code]).toEqual([expect.stringContaining('A preview has no payments.'), 2]);
    expect(stdout).toMatch(/^No bill could be compared: 5 cells were skipped\n/);
    expect(stderr).toContain('No bill could be compared, which is no success: the exit code is 2.\n');
    expect(await runCli([...args, '--allow-skipped'])).toMatchObject({ code: 2 });
  });

  it('can’t be asked by previews for the most part: that is no success, with 2, unless it is allowed', async () => {
    const matrix = fileURLToPath(new URL('../../test/all-steps-matrix.ts', import.meta.url));
    const args = ['run', matrix, '--via', 'preview', '--target', 'mock'];
    const [strict, allowing] = await Promise.all([runCli(args), runCli([...args, '--allow-skipped'])]);
    const first = /^4 of 12 bills could be compared \(33 %\): 8 cells were skipped; 4 of 4 bills agree\n/;
    expect([strict.stdout, strict.code]).toEqual([expect.stringMatching(first), 2]);
    expect(strict.stderr).toContain(
      'Less than half of the bills could be compared, which is no success: the exit code is 2. --allow-skipped allows it.\n',
    );
    expect([allowing.stdout, allowing.code]).toEqual([expect.stringMatching(first), 0]);
    expect(allowing.stderr).not.toContain('no success');
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
    // Once it was stopped, it looks for what is wrong as long as it may: five seconds.
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

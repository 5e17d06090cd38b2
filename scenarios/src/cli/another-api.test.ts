import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defectNamed, rulesWith } from '@billing-testkit/engine';
import { expect, onTestFinished, test } from 'vitest';
import { acmeServer } from '../../test/acme-server.ts';
import { runCliHere } from '../../test/cli-here.ts';
import { directoryOf, runTests } from '../../test/written-tests.ts';

const EXAMPLE = fileURLToPath(new URL('../../examples/acme-target.ts', import.meta.url));

/** A small matrix, of whose 162 cells 9 have usage only. */
const LITTLE = fileURLToPath(new URL('../../test/little-matrix.ts', import.meta.url));

const run = async (url: string, ...options: string[]) =>
  runCliHere(['run', LITTLE, '--target', EXAMPLE, ...options], { ACME_URL: url });

const HARDLY =
  'Less than half of the bills could be compared, which is no success: the exit code is 2. --allow-skipped allows it.\n';

test('the example of an adapter compares what its system supports, which is no plain success', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'billing-acme-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [json = '', junit = '', html = '', github = ''] = ['a.json', 'a.xml', 'a.html', 'a.md'].map((name) =>
    join(folder, name),
  );
  const reports = ['--json', json, '--junit', junit, '--html', html];
  const { stdout, stderr, code } = await runCliHere(['run', LITTLE, '--target', EXAMPLE, ...reports], {
    ACME_URL: await acmeServer(),
    GITHUB_STEP_SUMMARY: github,
  });
  expect(code).toBe(2);
  expect(stderr).toContain(HARDLY);
  const text = stdout.replaceAll(/\n +/g, ' ');
  expect(text.split('\n').slice(0, 2)).toEqual([
    '9 of 162 bills could be compared (6 %): the target supports usage, gauges and cumulative meters only; 9 of 9 bills agree',
    'Not supported by the target: adjustments (108 cells), credits (108 cells), earlier months (81 cells)',
  ]);
  expect(text).toContain('The case needs adjustments, credits and earlier months, which the target does not support.');
  expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({
    summary: {
      conclusion: 'mostly skipped',
      cells: 162,
      compared: 9,
      skipped: 153,
      lacking: { adjustments: 108, credits: 108, earlierMonths: 81 },
    },
    run: { supports: ['usage', 'gauges', 'cumulative'] },
  });
  const xml = readFileSync(junit, 'utf8');
  expect(xml).toContain('<property name="bills compared" value="9 of 162 (6 %)"/>');
  expect(xml).toContain('<property name="supports" value="usage, gauges and cumulative meters"/>');
  const lacking = 'adjustments (108 cells), credits (108 cells), earlier months (81 cells)';
  expect(xml).toContain(`<property name="not supported" value="${lacking}"/>`);
  expect(xml).toContain('<skipped message="The case needs credits, which the target does not support."/>');
  for (const page of [readFileSync(html, 'utf8'), decoded(readFileSync(github, 'utf8'))]) {
    expect(page).toContain('9 of 162 bills could be compared (6 %)');
    expect(page).toContain('The target supports usage, gauges and cumulative meters only.');
    expect(page).toContain(lacking);
  }
});

/** Markdown with the characters that its entities stand for. */
function decoded(markdown: string): string {
  return markdown.replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
}

test('the example of an adapter compares some bills of the smoke matrix, as the documentation says', async () => {
  const asked = ['run', 'smoke', '--target', EXAMPLE, '--allow-skipped'];
  const { stdout, code } = await runCliHere(asked, { ACME_URL: await acmeServer() });
  expect([stdout, code]).toEqual([expect.stringMatching(/^[1-9]\d* of \d+ bills could be compared \(\d+ %\)/), 0]);
});

test('the example of an adapter may skip what its system does not support', async () => {
  const { stdout, stderr, code } = await run(await acmeServer(), '--allow-skipped');
  expect([stdout, code]).toEqual([expect.stringMatching(/^9 of 162 bills could be compared/), 0]);
  expect(stderr).not.toContain('no success');
});

test('the example of an adapter succeeds when the filter leaves only what its system supports', async () => {
  const { stdout, stderr, code } = await run(
    await acmeServer(),
    '--filter',
    'adjustments=none,credits=none,unpaid=none',
  );
  expect([stdout, code]).toEqual([expect.stringMatching(/^9 of 9 bills agree\n/), 0]);
  expect(stderr).not.toContain('no success');
});

test('the example of an adapter finds the rule that such an API breaks', async () => {
  const wrong = defectNamed('gauge-summed');
  const { stdout, code } = await run(await acmeServer(rulesWith(wrong ? [wrong] : [])));
  expect([stdout.replaceAll(/\s+/g, ' '), code]).toEqual([
    expect.stringMatching(
      /^3 of 9 bills are wrong: .*\(gauge-summed\).*; 9 of 162 bills could be compared \(6 %\): the target supports/,
    ),
    1,
  ]);
});

test('what the example of an adapter finds can be run again, and tested without the matrix', async () => {
  const defect = defectNamed('gauge-summed');
  const [right, wrong] = [await acmeServer(), await acmeServer(rulesWith(defect ? [defect] : []))];
  const directory = directoryOf({});
  const { stdout } = await run(wrong, '--write-test', join(directory, 'bills.test.ts'));
  const [, words = ''] = /npx billing-matrix (run \S+ --target .*)/.exec(stdout) ?? [];
  expect(words).toContain('usage=disks,adjustments=none,credits=none,unpaid=none');
  const again = await runCliHere([...words.split(' '), '--no-diagnosis'], { ACME_URL: wrong });
  expect([again.stdout, again.code]).toEqual([expect.stringMatching(/^1 of 1 bill is wrong\n/), 1]);
  expect(await runTests(directory, { ACME_URL: right })).toMatchObject([{ status: 'passed' }]);
  expect(await runTests(directory, { ACME_URL: wrong })).toMatchObject([{ status: 'failed' }]);
});

test('shards of the example are judged together', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'billing-acme-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const url = await acmeServer();
  const files = [1, 2].map((index) => join(folder, `${index}.json`));
  const shards = files.map((file, index) => run(url, '--shard', `${index + 1}/2`, '--json', file));
  expect((await Promise.all(shards)).map(({ code }) => code)).toEqual([2, 2]);
  const [strict, allowing] = await Promise.all([
    runCliHere(['merge', ...files]),
    runCliHere(['merge', ...files, '--allow-skipped']),
  ]);
  expect([strict.stderr, strict.code]).toEqual([HARDLY, 2]);
  expect([allowing.stderr, allowing.code]).toEqual(['', 0]);
  for (const { stdout } of [strict, allowing]) expect(stdout).toMatch(/^9 of 162 bills could be compared \(6 %\)/);
});

test('the example of an adapter is asked first whether there is anybody', async () => {
  const { stderr, code } = await run('http://127.0.0.1:9');
  expect([stderr, code]).toEqual([
    expect.stringMatching(/^Acme Invoicing at http:\/\/127\.0\.0\.1:9 can't be used: fetch failed \(.+\)\n$/),
    3,
  ]);
});

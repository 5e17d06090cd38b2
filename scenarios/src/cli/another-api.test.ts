import { fileURLToPath } from 'node:url';
import { defectNamed, rulesWith } from '@billing-testkit/engine';
import { expect, test } from 'vitest';
import { acmeServer } from '../../test/acme-server.ts';
import { runCli } from '../../test/cli-process.ts';

const EXAMPLE = fileURLToPath(new URL('../../examples/acme-target.ts', import.meta.url));

/** A process starts in a second or two, and later on a machine that is busy. */
const unhurried = { timeout: 60_000 };

const run = async (url: string) => runCli(['run', 'smoke', '--target', EXAMPLE], { ACME_URL: url });

test('the example of an adapter holds an API that is not ours against the engine', unhurried, async () => {
  const { stdout, code } = await run(await acmeServer());
  expect([stdout, code]).toEqual([expect.stringMatching(/^\d+ of \d+ bills agree/), 0]);
  expect(stdout).toContain('Acme Invoicing bills usage, and nothing else.');
});

test('the example of an adapter finds the rule that such an API breaks', unhurried, async () => {
  const wrong = defectNamed('gauge-summed');
  const { stdout, code } = await run(await acmeServer(rulesWith(wrong ? [wrong] : [])));
  expect([stdout, code]).toEqual([expect.stringMatching(/^\d+ of \d+ bills are wrong: .*\(gauge-summed\)/), 1]);
});

test('the example of an adapter is asked first whether there is anybody', unhurried, async () => {
  const { stderr, code } = await run('http://127.0.0.1:9');
  expect([stderr, code]).toEqual([
    expect.stringMatching(/^Acme Invoicing at http:\/\/127\.0\.0\.1:9 can't be used: fetch failed \(.+\)\n$/),
    3,
  ]);
});

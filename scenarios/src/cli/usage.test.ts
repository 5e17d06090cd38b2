import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readArguments } from './command-line.ts';
import { fitCommand } from './fit-command.ts';
import { runCommand } from './run-command.ts';

const BROKEN = fileURLToPath(new URL('../../test/targets/broken.ts', import.meta.url));
const MISSPELT = fileURLToPath(new URL('../../test/targets/misspelt.ts', import.meta.url));
const TWO = fileURLToPath(new URL('../../test/targets/two-matrices.ts', import.meta.url));
const UNHURRIED = fileURLToPath(new URL('../../test/targets/unhurried-engine.ts', import.meta.url));

/** The error with which the command line is refused. */
async function refusalOf(args: readonly string[]): Promise<string> {
  try {
    const task = readArguments(['node', 'billing-matrix', ...args]);
    if (task?.command === 'run') await runCommand(task.matrix, task.options);
    if (task?.command === 'fit') await fitCommand(task.options);
    return 'nothing';
  } catch (error) {
    return String(error);
  }
}

describe('what can’t be asked for', () => {
  const mock = ['--target', 'mock'];

  test.each<[string[], RegExp]>([
    [['run', '--taget', 'mock'], /unknown option '--taget' \(Did you mean --target\?\)/],
    [['run'], /--target mock, a URL/],
    [['run', 'smok', ...mock], /no matrix smok: .*Did you mean smoke\?/],
    [['run', './no-matrix.js', ...mock], /There is no file \.\/no-matrix\.js/],
    [['run', UNHURRIED, ...mock], /unhurried-engine\.ts exports no matrix/],
    [['run', TWO, ...mock], /two-matrices\.ts exports more than one matrix: call the one to take matrix/],
    [['run', 'smoke', 'standard', ...mock], /too many arguments/],
    [['run', '--target', 'localhost:5000'], /Did you mean http:\/\/localhost:5000\?/],
    [['run', '--target', 'mokc'], /no target mokc.*Did you mean mock\?/],
    [['run', '--target', 'http://localhost:5000/?a=b'], /without query/],
    [['run', '--target', './no-adapter.js'], /There is no file \.\/no-adapter\.js/],
    [['run', import.meta.dirname, ...mock], /cannot be loaded: it is a directory\. Name a module in it\./],
    [['run', '--target', import.meta.dirname], /cannot be loaded: it is a directory\./],
    [['run', '--target', '/dev/null'], /\/dev\/null cannot be loaded: it is no file\./],
    [['run', '--target', BROKEN], /broken\.ts cannot be loaded: Error: it is broken\./],
    [['run', '--target', MISSPELT], /engine supports credit, but .*Did you mean credits\?/],
    [['run', '--target', 'http://localhost:5000', '--defect', 'x'], /--defect is for --target mock/],
    [['run', ...mock, '--defect', 'tax-before-credit'], /Did you mean tax-before-credits\?/],
    [['run', ...mock, '--members', 'kr,jpp'], /no jpp, only kr, jp, us, eu, etc. Did you mean jp\?/],
    [['run', ...mock, '--months', '2025-13'], /"2025-13" is no month/],
    [['run', ...mock, '--filter', 'membre=kr'], /Did you mean member\?/],
    [['run', ...mock, '--coverage', 'some'], /full, pairwise or/],
    [['run', ...mock, '--shard', '9/8'], /"9\/8" is no shard/],
    [['run', ...mock, '--members', 'kr', '--months', '2025-01', '--shard', '500/500'], /more shards than cells/],
    [['run', ...mock, '--via', 'phone'], /account, preview/],
    [['run', ...mock, '--concurrency', '0'], /--concurrency.*1 to 1000/],
    [['run', ...mock, '--timeout', 'soon'], /500ms, 10s or 5000/],
    [['run', ...mock, '--catalog', 'no-catalog.yaml'], /no-catalog\.yaml cannot be read: there is no such file/],
    [['run', ...mock, '--json', '/no/such/folder/report.json'], /cannot be written: there is no directory/],
    [['run', ...mock, '--html', 'x.html', '--json', 'x.html'], /x\.html cannot be two reports/],
    [['run', ...mock, '--no-diagnosis', '--write-test', 'x.test.ts'], /--write-test needs the diagnosis/],
    [['run', ...mock, '--json', ''], /needs the name of a file/],
    [['run', ...mock, '--json', import.meta.dirname], /it is a directory/],
    [['run', ...mock, '--json', join(UNHURRIED, 'x.json')], /is no directory/],
    [['run', ...mock, '--defect', 'tax-before-credits,tax-before-adjustments'], /break the same rule/],
    [
      ['run', ...mock, '--defect', 'amounts-rounded-down,tax-before-credits,tax-before-adjustments'],
      /both tax-before-credits and tax-before-adjustments/,
    ],
    [['run', ...mock, '--defect', 'without-grace'], /no defect without-grace\. Did you mean late-fee-without-grace\?/],
    [['run', ...mock, '--defect', 'TAX BEFORE CREDITS'], /Did you mean tax-before-credits\?/],
    [['run', ...mock, '--defect', 'nonsense'], /billing-matrix defects lists them/],
    [['run', ...mock, '--header', 'Authorization'], /--header is a name and a value/],
    [['run', '--target', UNHURRIED, '--header', 'a: b'], /--header is for URLs/],
    [['run', '--target', UNHURRIED, '--keep-accounts'], /--keep-accounts is for URLs/],
    [['run', '--target', UNHURRIED, '--via', 'preview'], /--via preview is for URLs and mock/],
    [['run', ...mock, '--via', 'preview', '--keep-accounts'], /--keep-accounts is for --via account/],
    [['fit', '--write', 'x.yaml'], /Say whose catalog to find/],
    [['fit', ...mock], /Say where the catalog goes: --write catalog\.yaml/],
    [['fit', ...mock, '--write', import.meta.dirname], /it is a directory/],
    [['fit', ...mock, '--write', '/no/such/folder/x.yaml'], /there is no directory/],
    [['fit', ...mock, '--write', '/dev/null'], /\/dev\/null cannot be written: it is no file/],
    [['fit', 'smoke', ...mock, '--write', 'x.yaml'], /too many arguments/],
    [['fit', ...mock, '--write', 'x.yaml', '--within', 'soon'], /--within is a time like/],
    [['fit', ...mock, '--write', 'x.yaml', '--members', 'kr,sg'], /no member sg: write its currency, too, like sg:SGD/],
    [['fit', ...mock, '--write', 'x.yaml', '--counters', 'a b'], /"a b" names no counter/],
    [['fit', '--target', MISSPELT, '--write', 'x.yaml'], /engine supports credit, but .*Did you mean credits\?/],
    [['list', 'smoke'], /too many arguments for 'list'/],
    [['merge'], /missing required argument/],
  ])('%j is refused with a line that helps', async (args, line) => {
    const refusal = await refusalOf(args);
    expect(refusal).toMatch(line);
    expect(refusal).toMatch(/^(?:UsageError|SelectionError|CatalogError|TargetProblem): [^\n]+[.?)]$/);
  });
});

test('a defect that is named twice is one', () => {
  const task = readArguments([
    'node',
    'billing-matrix',
    'run',
    '--target',
    'mock',
    '--defect',
    'a, b,a',
    '--defect',
    'b',
  ]);
  expect(task).toMatchObject({ options: { defect: ['a', 'b'] } });
});

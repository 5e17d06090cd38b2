import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runCli } from '../../test/cli-process.ts';

const SEATS = fileURLToPath(new URL('../../test/targets/seats-of-acme.ts', import.meta.url));

/** The file of a catalog. It is gone when the test is finished. */
function catalogOf(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'billing-catalog-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'catalog.yaml');
  writeFileSync(file, text);
  return file;
}

const members =
  'members: { acme: { currency: CHF, tax: { name: MWST, rate: 8.1, rounding: HALF_UP }, timeZone: UTC } }\n';
const packages = 'prices: { support.seat: { model: PACKAGE, packageSize: 5, CHF: 1000 }, "*": { CHF: 5 } }\n';
const perHour = 'prices: { "*": { unit: HOURS, CHF: 5 } }\n';

describe('the mistakes of engines that bill by a catalog', () => {
  test('are tried on the matrices for it, and some are not found', async () => {
    const { stdout, stderr, code } = await runCli(['defects', SEATS, '--catalog', catalogOf(members + packages)]);
    expect([stderr, code]).toEqual(['', 1]);
    expect(stdout).toMatch(/^package-rounded-down +killed$/m);
    expect(stdout).toMatch(/^package-begun-when-full +killed$/m);
    expect(stdout).toMatch(/^gauge-peak +-$/m);
    expect(stdout).toMatch(/^seats kills \d+ of \d+ defects \(2 cells, full\)\.$/m);
    expect(stdout).toMatch(/^Nothing kills gauge-peak: /m);
  });

  test('are named by the diagnosis', async () => {
    const catalog = catalogOf(members + packages);
    const { stdout } = await runCli(['defects', SEATS, '--catalog', catalog, '--diagnosis']);
    expect(stdout).toMatch(/^package-begun-when-full +killed +first$/m);
  });

  test.each<[string, string | undefined, RegExp]>([
    [
      'a member that the built-in catalog lacks',
      undefined,
      /seats and the built-in catalog do not go together\. month=2025-01, seats=four: The catalog has no member acme, only kr, jp, us, eu, etc: name one/,
    ],
    [
      'a unit that a price can’t take',
      members + perHour,
      /seats and the catalog .*catalog\.yaml do not go together\. .*: The engine refuses to record 1 readings: UNIT_MISMATCH\./,
    ],
    ['a catalog that is wrong', 'members: []', /catalog\.yaml:1:\d+ members must be/],
  ])('are not tried with %s, which one line says', async (_, catalog, line) => {
    const options = catalog === undefined ? [] : ['--catalog', catalogOf(catalog)];
    const { stdout, stderr, code } = await runCli(['defects', SEATS, ...options]);
    expect([stdout, stderr, code]).toEqual(['', expect.stringMatching(line), 2]);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  test('are not tried by a file that is not there', async () => {
    const { stderr, code } = await runCli(['defects', SEATS, '--catalog', 'no-catalog.yaml']);
    expect([stderr, code]).toEqual([
      expect.stringMatching(/no-catalog\.yaml cannot be read: there is no such file/),
      2,
    ]);
  });
});

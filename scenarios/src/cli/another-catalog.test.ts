import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runCliHere } from '../../test/cli-here.ts';
import { ownCatalog } from '../../test/own-policy.ts';

const folder = mkdtempSync(join(tmpdir(), 'billing-catalog-'));
afterAll(() => rmSync(folder, { recursive: true }));

const catalog = join(folder, 'catalog.yaml');
writeFileSync(catalog, ownCatalog);
const filter = 'member=kolkata,split=none,terms=none';
const run = ['run', 'pricing', '--target', 'mock', '--catalog', catalog, '--filter', filter];

test('the prices of another catalog are billed as the engine does', async () => {
  const { stdout, code } = await runCliHere(run);
  expect([stdout, code]).toEqual([expect.stringMatching(/^(\d+) of \1 bills agree\n/), 0]);
});

test.each([
  // The calls above 500 cost something, and the others nothing.
  ['volume-for-graduated', 'quantity=api.units:above-limit-1'],
  // 2.999999999999 seats are a package.
  ['package-rounded-down', 'quantity=seats:below-limit-1'],
  ['tier-edge-exclusive', 'quantity=video.minutes:at-limit-1'],
])('%s shows in the prices of another catalog, and is named first', async (defect, plainest) => {
  const { stdout, code } = await runCliHere([...run, '--defect', defect]);
  expect(code).toBe(1);
  const [conclusion = ''] = stdout.replaceAll(/\n {2}(?=\S)/g, ' ').split('\n');
  expect(conclusion).toMatch(
    new RegExp(String.raw`^\d+ of \d+ bills are wrong: .* \(${defect}\) explains (the|all \d+) diagnosed cells?$`),
  );
  expect(stdout).toContain(plainest);
  expect(stdout).toContain(`--catalog ${catalog} --defect ${defect} --filter member=kolkata,month=2025-04,quantity=`);
});

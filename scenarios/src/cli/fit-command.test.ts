import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseCatalog } from '@billing-testkit/engine/catalog';
import { expect, onTestFinished, test } from 'vitest';
import { runCli } from '../../test/cli-process.ts';

const CHANGING = fileURLToPath(new URL('../../test/targets/changes-its-mind.ts', import.meta.url));

/** A folder with a file that was written before. It is gone when the test is finished. */
function folderWith(text: string): { readonly folder: string; readonly file: string } {
  const folder = mkdtempSync(join(tmpdir(), 'billing-fit-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'catalog.yaml');
  writeFileSync(file, text);
  return { folder, file };
}

const WRONG = fileURLToPath(new URL('../../test/targets/uses-credits-again.ts', import.meta.url));

/** A catalog with little of the built-in one, so that few cells are asked. */
const small = `members:
  kr: { currency: KRW, tax: { name: VAT, rate: 10, rounding: DOWN }, timeZone: Asia/Seoul }
units: []
prices: { "*": { KRW: 100 } }
`;

test('a system with a known mistake gets the catalog with what is left in its comments, and the exit code 1', async () => {
  const { file } = folderWith(small);
  const written = `${file}.found`;
  const { stdout, code } = await runCli(['fit', '--target', WRONG, '--catalog', file, '--write', written]);
  expect([stdout, code]).toEqual([expect.stringContaining('Not explained by any catalog'), 1]);
  expect(stdout).toMatch(/Known mistake: .* credits-used-again explains all/);
  const text = readFileSync(written, 'utf8');
  expect(text).toMatch(/^# Not explained by any catalog$/m);
  expect(parseCatalog(text)).toEqual(parseCatalog(small));
});

test('a system that changes its mind gets no catalog and the exit code 3, and what was there stays', async () => {
  const { folder, file } = folderWith(small);
  const { stdout, stderr, code } = await runCli(['fit', '--target', CHANGING, '--members', 'kr', '--write', file]);
  expect([stdout, code]).toEqual(['', 3]);
  expect(stderr).toMatch(
    /^changing engine makes two bills of one case: vat is \d+ and then \d+ .*\. Nothing is written\.$/m,
  );
  expect([readdirSync(folder), readFileSync(file, 'utf8')]).toEqual([['catalog.yaml'], small]);
});

test('a fit that takes too long ends by itself', async () => {
  const { folder, file } = folderWith(small);
  const { stderr, code } = await runCli(['fit', '--target', 'mock', '--within', '300ms', '--write', file]);
  expect(stderr).toMatch(/^The catalog was not found within 300 ms\. Nothing is written\.$/m);
  expect([code, readdirSync(folder), readFileSync(file, 'utf8')]).toEqual([3, ['catalog.yaml'], small]);
});

import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';

const run = promisify(execFile);

test('an installation without development dependencies is not built, and says so in one line', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'billing-testkit-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(join(import.meta.dirname, '../scripts'), join(folder, 'scripts'), { recursive: true });
  const { stdout, stderr } = await run(process.execPath, [join(folder, 'scripts/prepare.js')]);
  expect(stdout).toMatch(/^Not built: .+\n$/);
  expect(stderr).toBe('');
});

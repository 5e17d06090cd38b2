/**
 * Builds the image without a builder of images: carries out the Dockerfile in temporary folders, and tries the result. Needs a registry
 * and some minutes. Prints a row for each check, and exits with 1 when one fails. On Linux, as root, the result runs as in a container:
 * as the first process, without rights, on a read-only file system.
 */
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printRow } from '../packages/table.ts';
import { copyContext } from './build-context.ts';
import { buildImage, type Image } from './build-image.ts';
import { checks } from './checks.ts';
import { canIsolate } from './container.ts';
import { stagesOf } from './dockerfile.ts';

const repository = join(import.meta.dirname, '../..');

function build(folder: string): { readonly image: Image; readonly bin: string } {
  const [bin, context] = [join(folder, 'bin'), join(folder, 'context')];
  for (const made of [bin, context]) mkdirSync(made);
  // The result runs as another user, who may not be able to reach this Node.
  copyFileSync(process.execPath, join(bin, 'node'));
  copyContext(repository, context);
  const stages = stagesOf(readFileSync(join(repository, 'Dockerfile'), 'utf8'));
  const buildArgs = { VERSION: '1.2.3', REVISION: 'abc' };
  return { image: buildImage(stages, { folder, context, bin, buildArgs }), bin };
}

async function tryImage(folder: string): Promise<number> {
  const start = performance.now();
  const { image, bin } = build(folder);
  printRow('the image is built', [`${Math.round((performance.now() - start) / 1_000)} s`]);
  if (!canIsolate) printRow('it runs with the rights of this user: for less, this needs root on Linux', ['']);
  const failures: string[] = [];
  for (const { name, run } of checks) {
    try {
      printRow(name, [(await run(image, bin)) ?? 'ok']);
    } catch (error) {
      printRow(name, ['FAILED']);
      failures.push(`${name}: ${error instanceof Error ? error.message : error}`);
    }
  }
  for (const failure of failures) process.stdout.write(`\n${failure}\n`);
  return failures.length;
}

const temporary = mkdtempSync(join(tmpdir(), 'image-'));
chmodSync(temporary, 0o755);
try {
  process.exitCode = (await tryImage(temporary)) > 0 ? 1 : 0;
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
// Processes and timers that a failed check has left open do not keep this process.
process.exit();

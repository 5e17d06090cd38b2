/**
 * Packs the workspaces and checks the tarballs: their files, and by publint and arethetypeswrong whether Node, TypeScript and
 * bundlers find what the packages export. Prints the problems, and then exits with 1.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tarballProblems } from './tarball-problems.ts';
import { packWorkspaces } from './tarballs.ts';

const folder = mkdtempSync(join(tmpdir(), 'billing-testkit-'));
try {
  for (const tarball of await packWorkspaces(folder)) {
    const problems = await tarballProblems(tarball);
    if (problems.length === 0) continue;
    process.stdout.write(`${tarball.name}\n${problems.map((problem) => `  ${problem}\n`).join('')}`);
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true });
}

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { contentProblems } from './contents.ts';
import { repository, type Tarball, workspaceOf } from './tarballs.ts';

/** Commands that judge whether others can use a tarball, each called with the path of the tarball. */
const judges: Readonly<Record<string, readonly string[]>> = {
  publint: ['run', '--strict'],
  // Every package is a module: findings about CommonJS, and about resolvers that know no `exports`, are told but are no problem.
  attw: ['--profile', 'esm-only', '--exclude-entrypoints', './openapi.yaml', '--format', 'ascii', '--no-color'],
};

/** The problems of a tarball: in its files, and in the ways that Node, TypeScript and bundlers find its exports. */
export async function tarballProblems(tarball: Tarball): Promise<string[]> {
  const judgements = Object.entries(judges).map(([judge, args]) => judgement(judge, [...args, tarball.file]));
  return [...contentProblems(workspaceOf(tarball), tarball.paths), ...(await Promise.all(judgements)).flat()];
}

/** Runs a command of a package of this repository. The result is its output when it finds something, and else is empty. */
function judgement(command: string, args: readonly string[]): Promise<string[]> {
  const path = join(repository, 'node_modules/.bin', command);
  return new Promise((resolve) => {
    execFile(path, args, { env: { ...process.env, NO_COLOR: '1' } }, (error, stdout, stderr) => {
      resolve(error ? [`${command}: ${stdout}${stderr}`] : []);
    });
  });
}

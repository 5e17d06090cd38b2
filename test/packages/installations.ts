import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Project } from './checks.ts';
import { runCommand } from './run-command.ts';
import type { Tarball } from './tarballs.ts';

/** Makes an empty project of tarballs, other packages and the project's files, and installs it. The result is its folder. */
export async function installProject(folder: string, project: Project, tarballs: readonly Tarball[]): Promise<string> {
  const { name, workspaces, dependencies = {} } = project;
  const root = join(import.meta.dirname, '../..');
  const chosen = tarballs.filter(
    (tarball) => !workspaces || workspaces.some((own) => tarball.name.endsWith(`/${own}`)),
  );
  const cwd = join(folder, name);
  const files = join(root, project.files ?? `test/packages/projects/${name}`);
  mkdirSync(cwd);
  if (existsSync(files)) cpSync(files, cwd, { recursive: true });
  const packed = Object.fromEntries(chosen.map((tarball) => [tarball.name, `file:${tarball.file}`]));
  write(cwd, { private: true, type: 'module', dependencies: packed, devDependencies: dependencies });
  await npmInstall(cwd);
  return cwd;
}

/** Installs versions of Node, by their major number. The result is the folder of each one's command. */
export async function installNodes(folder: string, versions: readonly number[]): Promise<Map<number, string>> {
  const nodes = new Map<number, string>();
  for (const version of versions) {
    const cwd = join(folder, `node-${version}`);
    mkdirSync(cwd);
    write(cwd, { private: true, dependencies: { node: String(version) }, allowScripts: { node: true } });
    await npmInstall(cwd);
    nodes.set(version, join(cwd, 'node_modules/node/bin'));
  }
  return nodes;
}

function write(cwd: string, manifest: object): void {
  writeFileSync(join(cwd, 'package.json'), JSON.stringify(manifest));
}

async function npmInstall(cwd: string): Promise<void> {
  const { result, output } = await runCommand(['npm', 'install', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
  });
  if (result !== 'ok') throw new Error(`npm install failed in ${cwd}:\n${output}`);
}

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const repository = join(import.meta.dirname, '../..');

/** A workspace as npm packs it. */
export interface Tarball {
  readonly name: string;
  readonly version: string;
  /** The path of the tarball. */
  readonly file: string;
  /** The paths of the packed files in the workspace. */
  readonly paths: readonly string[];
}

/** The facts that npm tells of a packed workspace, as far as they are used. */
interface Packed {
  readonly name: string;
  readonly version: string;
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

/** Packs the workspaces, which have to be built, into a folder. */
export async function packWorkspaces(folder: string): Promise<Tarball[]> {
  const args = ['pack', '--workspaces', '--ignore-scripts', '--json', '--pack-destination', folder];
  const { stdout } = await run('npm', args, { cwd: repository, maxBuffer: 2 ** 26 });
  const packed: readonly Packed[] = Object.values(JSON.parse(stdout));
  return packed.map(({ name, version, filename, files }) => ({
    name,
    version,
    file: join(folder, filename),
    paths: files.map(({ path }) => path),
  }));
}

/** The folder of the workspace that has a package's name. */
export function workspaceOf({ name }: Tarball): string {
  return join(repository, name.replace('@billing-testkit/', ''));
}

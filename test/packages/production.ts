import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The size of an installation without development dependencies. */
export interface Installation {
  /** The number of installed packages, those of this repository included. */
  readonly packages: number;
  readonly bytes: number;
  /** The packages that would run a script when they are installed. */
  readonly withScripts: readonly string[];
}

interface Manifest {
  readonly name: string;
  readonly scripts?: Readonly<Record<string, string>>;
}

/** Measures the `node_modules` of a project. */
export function measure(project: string): Installation {
  const folder = join(project, 'node_modules');
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map((entry) => join(entry.parentPath, entry.name));
  const manifests = files.filter((file) =>
    /node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/@][^\\/]*[\\/]package\.json$/.test(file),
  );
  const installed: Manifest[] = manifests.map((file) => JSON.parse(readFileSync(file, 'utf8')));
  return {
    packages: installed.length,
    bytes: files.reduce((sum, file) => sum + statSync(file).size, 0),
    withScripts: installed.filter(({ scripts }) => runsWhenInstalled(scripts)).map(({ name }) => name),
  };
}

function runsWhenInstalled(scripts: Manifest['scripts'] = {}): boolean {
  return ['preinstall', 'install', 'postinstall'].some((name) => Object.hasOwn(scripts, name));
}

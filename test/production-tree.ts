import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package that is installed together with a workspace. */
export interface ProductionPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  /** The place in which npm puts it, from the root of the repository. */
  readonly path: string;
}

interface Locked {
  readonly version?: string;
  readonly license?: string;
  /** The path of the workspace that a link stands for. */
  readonly resolved?: string;
  readonly link?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

const lock: { readonly packages: Readonly<Record<string, Locked>> } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../package-lock.json'), 'utf8'),
);

/** The packages that come with an installed workspace, or with a package at a path of the lock file, by name; itself left out. */
export function productionTree(path: string): Map<string, ProductionPackage> {
  const found = new Map<string, ProductionPackage>();
  const seen = new Set([path]);
  const open = [path];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const name of neededBy(next)) {
      const place = placeOf(name, next);
      if (seen.has(place)) continue;
      seen.add(place);
      open.push(place);
      const { version = '', license = 'none' } = lock.packages[place] ?? {};
      found.set(name, { name, version, license, path: place });
    }
  }
  return found;
}

/** npm also installs peers, but for those that are optional. */
function neededBy(path: string): string[] {
  const { dependencies, optionalDependencies, peerDependencies = {}, peerDependenciesMeta } = lock.packages[path] ?? {};
  const peers = Object.keys(peerDependencies).filter((name) => !peerDependenciesMeta?.[name]?.optional);
  return [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers];
}

/** The path of the package that an import of a name finds from another path, as Node looks for it. */
function placeOf(name: string, from: string): string {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
    const path = [folder, 'node_modules', name].filter(Boolean).join('/');
    const { link, resolved } = lock.packages[path] ?? {};
    if (link && resolved) return resolved;
    if (Object.hasOwn(lock.packages, path)) return path;
    if (folder === '') throw new Error(`package-lock.json has no ${name} for ${from}.`);
  }
}

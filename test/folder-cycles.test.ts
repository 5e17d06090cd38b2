import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const { workspaces }: { workspaces: string[] } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

test.each(workspaces)('folders of %s import each other in one direction only', (workspace) => {
  expect(cyclesIn(importsBetweenFolders(`${workspace}/src`))).toEqual([]);
});

test('folders that import each other by way of a third one are found', () => {
  const imports = new Map([
    ['http', new Set(['handlers', 'errors'])],
    ['handlers', new Set(['contract'])],
    ['contract', new Set(['http'])],
    ['errors', new Set<string>()],
  ]);
  expect(cyclesIn(imports)).toEqual(['contract, handlers, http']);
});

type Imports = ReadonlyMap<string, ReadonlySet<string>>;

/** The folders that the files of each folder import from, types included. Tests may import from any folder. */
function importsBetweenFolders(source: string): Imports {
  const files = globSync('**/*.ts', { cwd: join(root, source) }).filter((file) => !file.endsWith('.test.ts'));
  const imports = new Map<string, Set<string>>();
  for (const file of files) {
    const folder = dirname(file);
    const imported = imports.get(folder) ?? new Set();
    imports.set(folder, imported);
    for (const [, path = ''] of readFileSync(join(root, source, file), 'utf8').matchAll(IMPORT)) {
      const other = dirname(join(folder, path));
      if (other !== folder) imported.add(other);
    }
  }
  return imports;
}

const IMPORT = /(?:\bfrom|\bimport\(?)\s*'(\.[^']+)'/g;

/** The largest groups of folders that reach each other, each group in one line. */
function cyclesIn(imports: Imports): string[] {
  const reached = new Map([...imports.keys()].map((folder) => [folder, reachedFrom(folder, imports)]));
  const groups = [...imports.keys()].flatMap((folder) => {
    const group = [...(reached.get(folder) ?? [])].filter((other) => reached.get(other)?.has(folder));
    return group.length > 1 ? [group.sort().join(', ')] : [];
  });
  return [...new Set(groups)].sort();
}

/** The folders that a folder imports from, at first hand or by way of others. */
function reachedFrom(folder: string, imports: Imports): Set<string> {
  const reached = new Set<string>();
  const open = [folder];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const other of imports.get(next) ?? []) {
      if (reached.has(other)) continue;
      reached.add(other);
      open.push(other);
    }
  }
  return reached;
}

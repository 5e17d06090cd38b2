import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { productionTree } from './production-tree.ts';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
}

const root = join(import.meta.dirname, '..');
const page = readFileSync(join(root, 'docs/dependencies.md'), 'utf8');

describe.each([
  ['Mock server', 'mock-server'],
  ['SDK', 'sdk'],
])('the page of dependencies, under %s', (title, workspace) => {
  const [, section = ''] = page.split(`\n## ${title}\n`);
  const [text = ''] = section.split('\n## ');
  const [table = '', list = ''] = text.split('\nAll of them');
  const tree = productionTree(workspace);
  const others = [...tree.values()].filter(({ name }) => !isOwn(name));

  it('lists all packages that users install', () => {
    expect(namesIn(list)).toEqual(others.map(({ name }) => name).sort());
  });

  it('counts them', () => {
    expect(/^(\d+) packages, and (?:one|two) of this repository\./.exec(text.trim())?.[1]).toBe(String(others.length));
  });

  it('justifies each that a workspace depends on, with its licence', () => {
    const rows = [...table.matchAll(/^\| `([^`]+)` \| ([^|]+) \|/gm)].map(([, name, licence]) => [name, licence]);
    const own = [workspace, ...[...tree.keys()].filter(isOwn).map((name) => name.replace('@billing-testkit/', ''))];
    const needed = new Set(own.flatMap(dependenciesOf).filter((name) => !isOwn(name)));
    expect(rows.sort()).toEqual([...needed].sort().map((name) => [name, tree.get(name)?.license]));
  });
});

function isOwn(name: string): boolean {
  return name.startsWith('@billing-testkit/');
}

function dependenciesOf(workspace: string): string[] {
  const manifest: Manifest = JSON.parse(readFileSync(join(root, workspace, 'package.json'), 'utf8'));
  return Object.keys(manifest.dependencies ?? {});
}

function namesIn(list: string): string[] {
  return [...list.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name).sort();
}

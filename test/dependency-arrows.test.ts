import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** The workspaces that each workspace may know in the code that ships, as docs/decisions/0006-dependency-arrows.md says. */
const arrows: Record<string, string[]> = {
  contracts: [],
  engine: [],
  'mock-server': ['@billing-testkit/contracts', '@billing-testkit/engine'],
  sdk: ['@billing-testkit/contracts', '@billing-testkit/mock-server'],
  scenarios: ['@billing-testkit/engine', '@billing-testkit/mock-server', '@billing-testkit/sdk'],
  perf: [
    '@billing-testkit/contracts',
    '@billing-testkit/engine',
    '@billing-testkit/mock-server',
    '@billing-testkit/sdk',
  ],
};

interface Manifest {
  workspaces: string[];
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

const root = join(import.meta.dirname, '..');
const { workspaces } = manifestOf('.');

test.each(workspaces)('%s declares exactly the workspaces it may know', (workspace) => {
  const { dependencies, optionalDependencies, peerDependencies } = manifestOf(workspace);
  const declared = { ...dependencies, ...optionalDependencies, ...peerDependencies };
  expect(workspacesIn(declared)).toEqual(arrows[workspace]);
});

// The lint rule for undeclared imports lets a type come from a devDependency.
test.each(workspaces)('%s imports no other, not even a type', (workspace) => {
  const known = arrows[workspace] ?? [];
  const sources = globSync(`${workspace}/src/**/*.ts`, { cwd: root }).filter((file) => !file.endsWith('.test.ts'));
  const imports = sources.flatMap((file) => read(file).match(/(?<=')@billing-testkit\/[\w-]+/g) ?? []);
  expect(imports.filter((name) => !known.includes(name))).toEqual([]);
});

function manifestOf(workspace: string): Manifest {
  return JSON.parse(read(join(workspace, 'package.json')));
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

function workspacesIn(dependencies: Record<string, string>): string[] {
  return Object.keys(dependencies)
    .filter((name) => name.startsWith('@billing-testkit/'))
    .sort();
}

test.each(['scenarios', 'perf'])('%s starts a mock server, and uses it for nothing else', (workspace) => {
  const sources = globSync(`${workspace}/src/**/*.ts`, { cwd: root }).filter((file) => !file.endsWith('.test.ts'));
  const imports = sources.flatMap(
    (file) => read(file).match(/^import .* from '@billing-testkit\/mock-server'/gm) ?? [],
  );
  expect(imports).toEqual(["import { startMockServer } from '@billing-testkit/mock-server'"]);
});

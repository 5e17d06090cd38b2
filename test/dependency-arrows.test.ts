import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Who may know whom in the code that ships; `docs/decisions/0006` says why. Tests may use any workspace. */
const arrows: Record<string, string[]> = {
  contracts: [],
  engine: [],
  'mock-server': ['contracts', 'engine'],
  sdk: ['contracts'],
};

/** Workspaces that are used when they are installed. */
const optionalPeers: Record<string, string[]> = { sdk: ['mock-server'] };

interface Manifest {
  workspaces: string[];
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

const scope = '@billing-testkit/';

test.each(manifestOf('.').workspaces)('%s declares exactly the workspaces it may know', (workspace) => {
  const { dependencies, optionalDependencies, peerDependencies } = manifestOf(workspace);
  expect(workspacesIn({ ...dependencies, ...optionalDependencies })).toEqual(arrows[workspace]);
  expect(workspacesIn({ ...peerDependencies })).toEqual(optionalPeers[workspace] ?? []);
});

function manifestOf(workspace: string): Manifest {
  return JSON.parse(readFileSync(new URL(`../${workspace}/package.json`, import.meta.url), 'utf8'));
}

function workspacesIn(dependencies: Record<string, string>): string[] {
  return Object.keys(dependencies)
    .filter((name) => name.startsWith(scope))
    .map((name) => name.slice(scope.length))
    .sort();
}

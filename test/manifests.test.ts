import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';

interface Manifest {
  readonly workspaces: readonly string[];
  readonly version: string;
  readonly main: string;
  readonly types: string;
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | Entry>>;
  readonly typesVersions?: { readonly '*': Readonly<Record<string, readonly string[]>> };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

interface Entry {
  readonly types: string;
  readonly default: string;
}

const root = join(import.meta.dirname, '..');
const { workspaces } = manifestOf('.');

describe.each(workspaces)('the package of %s', (workspace) => {
  const manifest = manifestOf(workspace);

  it('says what a registry asks for', () => {
    expect(manifest).toMatchObject({
      name: `@billing-testkit/${workspace}`,
      description: expect.stringMatching(/^[A-Z].{20,}/),
      keywords: expect.arrayContaining(['billing']),
      license: 'MIT',
      type: 'module',
      sideEffects: expect.anything(),
      engines: { node: '^20.19.0 || >=22.12.0' },
      publishConfig: { access: 'public' },
      files: expect.arrayContaining(['CHANGELOG.md', 'dist']),
    });
  });

  it('has the licence of the repository', () => {
    expect(read(workspace, 'LICENSE')).toBe(read('LICENSE'));
  });

  it('tells resolvers that know no `exports` the same as others', () => {
    const { '.': main, ...others } = entriesOf(manifest);
    expect([manifest.types, manifest.main]).toEqual([main?.types, main?.default]);
    const types = Object.entries(others).map(([path, entry]) => [path.replace('./', ''), [entry.types]]);
    expect(manifest.typesVersions?.['*'] ?? {}).toEqual(Object.fromEntries(types));
  });

  it('needs exactly this version of its workspaces', () => {
    const needed = { ...manifest.peerDependencies, ...manifest.devDependencies, ...manifest.dependencies };
    const own = Object.entries(needed).filter(([name]) => name.startsWith('@billing-testkit/'));
    for (const [name, range] of own) expect([name, range]).toEqual([name, manifest.version]);
  });

  // npx runs the command of a package that has one.
  it('has at most one command, and says by which name npx finds it anywhere', () => {
    const commands = Object.keys(manifest.bin ?? {});
    expect(commands.length).toBeLessThanOrEqual(1);
    if (commands.length === 1) expect(read(workspace, 'README.md')).toContain(`npx @billing-testkit/${workspace}`);
  });
});

test('all packages have one version', () => {
  expect(new Set(workspaces.map((workspace) => manifestOf(workspace).version)).size).toBe(1);
});

function entriesOf({ exports }: Manifest): Record<string, Entry> {
  const entries = Object.entries(exports).flatMap(([path, entry]) =>
    typeof entry === 'string' ? [] : [[path, entry] as const],
  );
  return Object.fromEntries(entries);
}

function manifestOf(workspace: string): Manifest {
  return JSON.parse(read(workspace, 'package.json'));
}

function read(...path: string[]): string {
  return readFileSync(join(root, ...path), 'utf8');
}

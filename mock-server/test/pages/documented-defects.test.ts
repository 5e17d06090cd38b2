import { readFileSync } from 'node:fs';
import { defects } from '@billing-testkit/engine';
import { expect, test } from 'vitest';

const page = readFileSync(new URL('../../../docs/defects.md', import.meta.url), 'utf8');

test('the documentation tells of every defect what goes wrong and which section it breaks, in their order', () => {
  const rows = page.matchAll(/^\| `(?<name>[a-z0-9-]+)` \| (?<sentence>.+) \| (?<section>\d+) \|$/gm);
  const documented = Array.from(rows, ({ groups }) => [groups?.name, groups?.sentence, Number(groups?.section)]);
  expect(documented).toEqual(defects.map(({ name, sentence, section }) => [name, sentence, section]));
});

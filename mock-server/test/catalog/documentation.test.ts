import { readFileSync } from 'node:fs';
import { checkPolicy } from '@billing-testkit/engine';
import { parseCatalog } from '@billing-testkit/engine/catalog';
import { expect, test } from 'vitest';
import { compileSnippets } from '../../../test/readme-snippets.ts';

const page = new URL('../../../docs/catalog.md', import.meta.url);
const snippets = await compileSnippets(page);

test.each(snippets)('the snippet at line $line prints what it says', { timeout: 30_000 }, async ({ run, says }) => {
  expect(await run()).toEqual(says);
});

test('the examples of the parts are a catalog', () => {
  const examples = [...readFileSync(page, 'utf8').matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, example]) => example);
  const policy = parseCatalog(examples.join('\n'));
  expect(() => checkPolicy(policy)).not.toThrow();
  expect(policy.priceBook.find(({ counter }) => counter === 'backup.*')?.prices).toEqual([
    { currency: 'KRW', pricing: { model: 'FLAT', unit: 'GB', unitPrice: '40' } },
    {
      currency: 'USD',
      pricing: {
        model: 'VOLUME',
        unit: 'GB',
        tiers: [
          { upTo: '500', unitPrice: '3' },
          { upTo: null, unitPrice: '2.5' },
        ],
      },
    },
  ]);
});

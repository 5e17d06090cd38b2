import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { parse } from 'yaml';
import { differenceLine } from '../../src/evolution/difference-text.ts';
import { documentDifferences } from '../../src/evolution/document-differences.ts';
import { before } from './before.ts';
import { after, changes } from './changes.ts';

describe('the differences of two documents', () => {
  test.each(changes)('when $name', (change) => {
    const differences = documentDifferences(before, { ...after(change) });
    expect(differences.map(differenceLine)).toEqual(change.told);
  });

  it('of a document with itself are none, also when its references are written out', () => {
    const document = parse(readFileSync(new URL('../../openapi.yaml', import.meta.url), 'utf8'));
    expect(documentDifferences(document, structuredClone(document))).toEqual([]);
  });

  it('are found in a schema that is a part of itself', () => {
    const documentOf = (type: string) => ({
      paths: {
        '/trees': {
          post: { requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Tree' } } } } },
        },
      },
      components: {
        schemas: {
          Tree: {
            properties: {
              leaf: { type },
              branches: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
            },
          },
        },
      },
    });
    expect(documentDifferences(documentOf('string'), documentOf('integer')).map(differenceLine)).toEqual([
      '✗ POST /trees: request body $.leaf: type is integer, not string',
    ]);
  });
});

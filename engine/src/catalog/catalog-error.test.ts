import { expect, test } from 'vitest';
import { CatalogError } from '../index.ts';

test('a catalog that cannot be read has a reason, and no mistakes', () => {
  const cause = new Error('EACCES');
  const error = new CatalogError('The catalog own.yaml cannot be read.', { cause });
  expect(error).toMatchObject({ name: 'CatalogError', message: 'The catalog own.yaml cannot be read.', cause });
  expect(error.mistakes).toEqual([]);
});
